package boxoffice.api.development;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the platform's identity provider on the embedded default: signs a token for whoever asks. Its key stays
 * in the data folder, so that tokens outlive a restart.
 */
public final class DevelopmentIdentity {

    private static final String ALGORITHM = "RS256"; // verifies 20 times faster than ES256 on JDK 17
    private static final String KEY_ID = "development";
    private static final String FILE = "development-key.p8";
    private static final Duration VALID = Duration.ofDays(1);

    private final Vertx vertx;
    private final RSAPrivateCrtKey key;
    private final JWTAuth signer;

    private DevelopmentIdentity(Vertx vertx, RSAPrivateCrtKey key) {
        this.vertx = vertx;
        this.key = key;
        this.signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(ALGORITHM)
                                .setId(KEY_ID)
                                .setBuffer(pem(key))));
    }

    /** With a key that is kept nowhere. Blocks. */
    public static DevelopmentIdentity temporary(Vertx vertx) {
        try {
            return new DevelopmentIdentity(vertx, key(generate()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Reads or makes the key. Blocks. */
    public static DevelopmentIdentity in(Vertx vertx, Path folder) {
        try {
            Path file = folder.resolve(FILE);
            byte[] encoded = Files.exists(file) ? Files.readAllBytes(file) : keep(generate(), file);
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new DevelopmentIdentity(vertx, key);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(folder.resolve(FILE) + " is not a key: delete it", broken);
        }
    }

    /** Signs on a worker thread: a signature takes a millisecond. */
    public Future<String> token(String member, List<String> roles, @Nullable String email) {
        JsonObject claims = new JsonObject().put("sub", member).put("roles", new JsonArray(roles));
        if (email != null) {
            claims.put("email", email);
        }
        JWTOptions options = new JWTOptions().setAlgorithm(ALGORITHM).setExpiresInSeconds((int) VALID.toSeconds());
        return vertx.executeBlocking(() -> signer.generateToken(claims, options), false);
    }

    /** The public key, as a set (RFC 7517). */
    public JsonObject keySet() {
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("use", "sig")
                                        .put("alg", ALGORITHM)
                                        .put("kid", KEY_ID)
                                        .put("n", unsigned(key.getModulus()))
                                        .put("e", unsigned(key.getPublicExponent()))));
    }

    private static RSAPrivateCrtKey key(byte[] encoded) throws GeneralSecurityException {
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static byte[] generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    private static byte[] keep(byte[] encoded, Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        Path whole = Files.createTempFile(folder, FILE, ".new"); // readable by the owner only
        Files.write(whole, encoded);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        return encoded;
    }

    private static String pem(RSAPrivateCrtKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
