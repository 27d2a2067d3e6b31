package boxoffice.scaling.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server with a real certificate. */
class HttpServiceFactsTest {

    private static final Instant OPENS_AT = Instant.parse("2026-12-01T11:00:00Z");
    private static final char[] SECRET = "of the test".toCharArray();

    private final SSLContext before = defaultContext();

    private HttpsServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        SSLContext trusting = withCertificateFor(30, folder);
        SSLContext.setDefault(trusting);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        answer(
                server,
                "{\"opensAt\":\"" + OPENS_AT + "\",\"serverTime\":\"" + Instant.now()
                        + "\",\"quotas\":[{\"size\":300},{\"size\":200}]}");
        server.start();
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(before);
        server.stop(0);
    }

    @Test
    void tellsUntilWhenTheCertificateIsValid() throws IOException {
        Instant until = facts().certificateUntil().orElseThrow();

        assertThat(Duration.between(Instant.now(), until).toDays()).isBetween(29L, 30L);
    }

    @Test
    void tellsWhatIsAnnouncedAndHowFarTheClocksAreApart() throws IOException {
        assertThat(facts().opening()).contains(new ServiceFacts.Announced(OPENS_AT, 500));
        assertThat(facts().clockSkew().abs()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void believesNoCertificateThatIsNotTrusted() {
        SSLContext.setDefault(before);

        assertThatThrownBy(() -> facts().certificateUntil()).isInstanceOf(IOException.class);
    }

    private HttpServiceFacts facts() {
        return new HttpServiceFacts(
                URI.create("https://localhost:" + server.getAddress().getPort()), "17");
    }

    private static void answer(HttpServer server, String body) {
        server.createContext("/api/openings/17", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static SSLContext withCertificateFor(int days, Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        Integer.toString(days),
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(SECRET))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            keys.load(bytes, SECRET);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, SECRET);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
