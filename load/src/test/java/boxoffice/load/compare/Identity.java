package boxoffice.load.compare;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The platform's identity provider: shows its key set over HTTP, and signs tokens (RS256). Safe from any thread. */
final class Identity implements AutoCloseable {

    private static final String KEY_ID = "of-the-comparison";
    private static final Duration VALID = Duration.ofHours(6);

    private final KeyPair keys;
    private final HttpServer server;

    private Identity(KeyPair keys, HttpServer server) {
        this.keys = keys;
        this.server = server;
    }

    static Identity start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            KeyPair keys = generator.generateKeyPair();
            byte[] keySet = keySet((RSAPublicKey) keys.getPublic()).encode().getBytes(StandardCharsets.UTF_8);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/jwks.json", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keySet.length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(keySet);
                }
            });
            server.start();
            return new Identity(keys, server);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    URI keySet() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/jwks.json");
    }

    /** Takes about a millisecond. */
    String token(String member, String... roles) {
        JsonObject header =
                new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", KEY_ID);
        JsonObject claims = new JsonObject()
                .put("sub", member)
                .put("roles", new JsonArray(List.of(roles)))
                .put("exp", Instant.now().plus(VALID).getEpochSecond());
        String content = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encoded(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static JsonObject keySet(RSAPublicKey key) {
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("use", "sig")
                                        .put("alg", "RS256")
                                        .put("kid", KEY_ID)
                                        .put("n", unsigned(key.getModulus()))
                                        .put("e", unsigned(key.getPublicExponent()))));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encoded(JsonObject json) {
        return encoded(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
