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
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The platform's identity provider: shows its key set over HTTP, and signs tokens. Safe from any thread. */
final class Identity implements AutoCloseable {

    private static final String KEY_ID = "of-the-comparison";
    private static final int EC_BYTES = 32;
    private static final Duration VALID = Duration.ofHours(6);

    /** How tokens are signed. */
    enum Algorithm {
        RS256("SHA256withRSA"),
        ES256("SHA256withECDSAinP1363Format");

        private final String jdkName;

        Algorithm(String jdkName) {
            this.jdkName = jdkName;
        }

        KeyPair keys() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(this == RS256 ? "RSA" : "EC");
            if (this == RS256) {
                generator.initialize(2_048);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        }

        JsonObject published(PublicKey key) {
            JsonObject published =
                    new JsonObject().put("use", "sig").put("alg", name()).put("kid", KEY_ID);
            if (key instanceof ECPublicKey curve) {
                return published
                        .put("kty", "EC")
                        .put("crv", "P-256")
                        .put("x", unsigned(curve.getW().getAffineX(), EC_BYTES))
                        .put("y", unsigned(curve.getW().getAffineY(), EC_BYTES));
            }
            RSAPublicKey rsa = (RSAPublicKey) key;
            return published
                    .put("kty", "RSA")
                    .put("n", unsigned(rsa.getModulus(), 256))
                    .put("e", unsigned(rsa.getPublicExponent(), 3));
        }
    }

    private final Algorithm algorithm;
    private final KeyPair keys;
    private final HttpServer server;

    private Identity(Algorithm algorithm, KeyPair keys, HttpServer server) {
        this.algorithm = algorithm;
        this.keys = keys;
        this.server = server;
    }

    static Identity start(Algorithm algorithm) {
        try {
            KeyPair keys = algorithm.keys();
            byte[] keySet = new JsonObject()
                    .put("keys", new JsonArray().add(algorithm.published(keys.getPublic())))
                    .encode()
                    .getBytes(StandardCharsets.UTF_8);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/jwks.json", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keySet.length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(keySet);
                }
            });
            server.start();
            return new Identity(algorithm, keys, server);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    URI keySet() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/jwks.json");
    }

    /** A new one each time. Takes about a millisecond. */
    String token(String member, String... roles) {
        JsonObject header =
                new JsonObject().put("alg", algorithm.name()).put("typ", "JWT").put("kid", KEY_ID);
        JsonObject claims = new JsonObject()
                .put("sub", member)
                .put("jti", UUID.randomUUID().toString())
                .put("roles", new JsonArray(List.of(roles)))
                .put("exp", Instant.now().plus(VALID).getEpochSecond());
        String content = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance(algorithm.jdkName);
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

    private static String unsigned(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[length];
        int copied = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - copied, padded, length - copied, copied);
        return encoded(padded);
    }

    private static String encoded(JsonObject json) {
        return encoded(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
