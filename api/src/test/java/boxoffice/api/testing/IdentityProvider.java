package boxoffice.api.testing;

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
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for the platform's identity provider: shows its public key as a key set over HTTP, and signs whatever a
 * test wants signed. One for the JVM, since a key takes a while to make. Uses nothing of the service.
 */
public final class IdentityProvider {

    private static final String KEY_ID = "of-the-tests";
    private static final Duration VALID = Duration.ofHours(1);
    private static final IdentityProvider SHARED = new IdentityProvider();

    private final KeyPair keys = newKeys();
    private final HttpServer server;

    private IdentityProvider() {
        byte[] keySet = keySet((RSAPublicKey) keys.getPublic()).encode().getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/jwks.json", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keySet.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(keySet);
            }
        });
        server.start();
    }

    public static IdentityProvider shared() {
        return SHARED;
    }

    /** Where the key set is. */
    public URI keySet() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/jwks.json");
    }

    /** A good token. */
    public String token(String member, String... roles) {
        return signed(header("RS256"), claims(member, Instant.now().plus(VALID), roles), keys.getPrivate());
    }

    /** As good as any, but with these claims. */
    public String tokenWith(JsonObject claims) {
        return signed(header("RS256"), claims, keys.getPrivate());
    }

    /** As good as any, but with this in its header besides. */
    public String tokenWithHeader(JsonObject more, JsonObject claims) {
        return signed(header("RS256").mergeIn(more), claims, keys.getPrivate());
    }

    /** Signed with what everybody knows, the public key, taken for a shared secret. */
    public String tokenSignedWithThePublicKey(JsonObject claims) {
        String content = encoded(header("HS256")) + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
            return content + "." + encoded(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Signed well, and over. */
    public String expiredToken(String member, String... roles) {
        return signed(
                header("RS256"), claims(member, Instant.now().minus(Duration.ofMinutes(5)), roles), keys.getPrivate());
    }

    /** Names our key, and is signed with another. */
    public String tokenSignedByAStranger(String member, String... roles) {
        return signed(
                header("RS256"),
                claims(member, Instant.now().plus(VALID), roles),
                newKeys().getPrivate());
    }

    /** Says that it needs no signature, and has none. */
    public String unsignedToken(String member, String... roles) {
        return encoded(header("none")) + "."
                + encoded(claims(member, Instant.now().plus(VALID), roles)) + ".";
    }

    /** The claims of a good token. */
    public static JsonObject claims(String member, Instant expires, String... roles) {
        return new JsonObject()
                .put("sub", member)
                .put("roles", new JsonArray(List.of(roles)))
                .put("exp", expires.getEpochSecond());
    }

    private static JsonObject header(String algorithm) {
        return new JsonObject().put("alg", algorithm).put("typ", "JWT").put("kid", KEY_ID);
    }

    private static String signed(JsonObject header, JsonObject claims, PrivateKey key) {
        String content = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encoded(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String encoded(JsonObject json) {
        return encoded(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static JsonObject keySet(RSAPublicKey key) {
        JsonObject described = new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("n", unsigned(key.getModulus()))
                .put("e", unsigned(key.getPublicExponent()));
        return new JsonObject().put("keys", new JsonArray().add(described));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
