package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.BuiltFiles;
import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.RawConnection;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.Certificates;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The public port with a certificate, and a page of another origin that may ask. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class TlsIT {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final String ORIGIN = "https://tickets.example";
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    private static ServiceProcess service;
    private static SSLContext trusting;
    private static HttpClient client;

    @BeforeAll
    static void startAServiceWithACertificate() throws Exception {
        Certificates certificates = Certificates.of(Files.createDirectories(BuiltFiles.fresh("tls", "")), "localhost");
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_TLS_CERTIFICATE", certificates.certificate().toString());
        settings.put("BOXOFFICE_TLS_KEY", certificates.key().toString());
        settings.put("BOXOFFICE_CORS_ORIGINS", ORIGIN);
        service = ServiceProcess.start(settings);
        trusting = trusting(certificates);
        client = HttpClient.newBuilder().sslContext(trusting).build();
    }

    @AfterAll
    static void stopIt() {
        service.close();
    }

    @Test
    void membersAskOverHttp2() throws Exception {
        HttpResponse<String> openings =
                client.send(request("/api/openings").build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> tickets = client.send(
                request("/api/tickets")
                        .header(
                                "Authorization",
                                "Bearer " + IdentityProvider.shared().token("tls"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(openings.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(openings.statusCode()).isEqualTo(200);
        assertThat(tickets.statusCode()).isEqualTo(200);
    }

    @Test
    void bothVersionsOfTlsThatAreSoundAreSpoken() throws IOException {
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (SSLSocket socket = connected(version, "http/1.1")) {
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            }
        }
    }

    @Test
    void anOlderVersionIsRefused() {
        try (RawConnection old = RawConnection.to(service)) {
            old.send(clientHello(3, 2));

            assertThat(old.firstBytes(1)).as("an alert").isIn("\u0015", "");
        }
    }

    @Test
    void withoutTlsNobodyIsAnswered() {
        try (RawConnection plain = RawConnection.to(service)) {
            plain.send("GET /api/openings HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(plain.firstBytes(4)).isNotEqualTo("HTTP");
        }
        assertThat(Api.at(service.management()).get("/ready").status()).isEqualTo(200);
    }

    @Test
    void aConnectionTellsItsLimitsAndOneThatResetsStreamsWithoutEndIsEnded() throws IOException {
        try (SSLSocket socket = connected("TLSv1.3", "h2")) {
            socket.setSoTimeout(Math.toIntExact(ANSWER_MAX.toMillis()));
            OutputStream out = socket.getOutputStream();
            out.write(PREFACE);
            out.write(frame(SETTINGS, 0, 0, new byte[0]));
            byte[] settings = await(socket.getInputStream(), SETTINGS);
            assertThat(setting(settings, 3)).as("streams at once").isEqualTo(100);
            assertThat(setting(settings, 6)).as("bytes of headers").isEqualTo(8_192);

            byte[] get = {(byte) 0x82, (byte) 0x87, (byte) 0x84}; // GET, https, /
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            for (int stream = 1; stream < 1_000; stream += 2) {
                flood.writeBytes(frame(HEADERS, 5, stream, get));
                flood.writeBytes(frame(RESET, 0, stream, new byte[] {0, 0, 0, 8}));
            }
            out.write(flood.toByteArray()); // at once: the other side hangs up in the middle of it
            out.flush();
            byte[] goodbye = await(socket.getInputStream(), GO_AWAY);
            assertThat(ByteBuffer.wrap(goodbye).getInt(4)).isEqualTo(ENHANCE_YOUR_CALM);
        }
        assertThat(Api.at(service.management()).get("/ready").status()).isEqualTo(200);
    }

    @Test
    void onlyAPageOfAListedOriginMayAsk() throws Exception {
        assertThat(allowed(preflight(ORIGIN))).isEqualTo(ORIGIN);
        assertThat(allowed(preflight("https://evil.example"))).isEmpty();
        assertThat(allowed(preflight("null"))).isEmpty();
        assertThat(allowed(client.send(
                        request("/api/openings").header("Origin", ORIGIN).build(),
                        HttpResponse.BodyHandlers.ofString())))
                .isEqualTo(ORIGIN);
        assertThat(Api.at(ServiceProcess.shared().address())
                        .withHeader("Origin", ORIGIN)
                        .get("/api/openings")
                        .header("access-control-allow-origin"))
                .as("without the setting")
                .isEmpty();
    }

    private static HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
        return client.send(
                request("/api/openings/1/tickets")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String allowed(HttpResponse<String> response) {
        return response.headers().firstValue("access-control-allow-origin").orElse("");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + service.port() + path))
                .timeout(ANSWER_MAX);
    }

    private static SSLSocket connected(String version, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", service.port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        parameters.setProtocols(new String[] {version});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext trusting(Certificates certificates) throws GeneralSecurityException, IOException {
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        try (InputStream in = Files.newInputStream(certificates.certificate())) {
            known.setCertificateEntry(
                    "ours", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) 0)
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** The payload of the next frame of this type. */
    private static byte[] await(InputStream in, int wanted) throws IOException {
        DataInputStream data = new DataInputStream(in);
        while (true) {
            int length = data.readUnsignedByte() << 16 | data.readUnsignedShort();
            int type = data.readUnsignedByte();
            int flags = data.readUnsignedByte();
            int stream = data.readInt();
            byte[] payload = data.readNBytes(length);
            assertThat(stream).isNotNegative();
            if (type == wanted && (wanted != SETTINGS || flags == 0)) {
                return payload;
            }
        }
    }

    private static int setting(byte[] settings, int wanted) {
        ByteBuffer read = ByteBuffer.wrap(settings);
        while (read.remaining() >= 6) {
            short id = read.getShort();
            int value = read.getInt();
            if (id == wanted) {
                return value;
            }
        }
        return -1;
    }

    /** As a client of that version begins. */
    private static byte[] clientHello(int major, int minor) {
        byte[] suites = {(byte) 0xc0, 0x13, (byte) 0xc0, 0x14, 0, 0x2f, 0, 0x35};
        int body = 2 + 32 + 1 + 2 + suites.length + 2;
        return ByteBuffer.allocate(5 + 4 + body)
                .put((byte) 22)
                .put((byte) 3)
                .put((byte) 1)
                .putShort((short) (4 + body))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) body)
                .put((byte) major)
                .put((byte) minor)
                .put(new byte[32])
                .put((byte) 0)
                .putShort((short) suites.length)
                .put(suites)
                .put((byte) 1)
                .put((byte) 0)
                .array();
    }
}
