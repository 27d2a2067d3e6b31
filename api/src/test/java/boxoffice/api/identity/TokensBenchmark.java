package boxoffice.api.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a token costs when it is seen for the first time, the way to a worker thread included, and from then on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokensBenchmark {

    private static final int EC_BYTES = 32;
    private static final long LATER = 4_070_908_800L;

    @Param({"RS256", "ES256"})
    String algorithm = "RS256";

    private final Vertx vertx = Vertx.vertx();
    private JsonWebKeys keys = new JsonWebKeys(vertx, keySet("RS256", pair("RS256")), null, null);
    private static final MemberLimit LIMIT = MemberLimit.perSecond(MemberLimit.PER_SECOND_MAX);

    private Tokens tokens = Tokens.of(keys, new Nobody(), LIMIT);
    private String token = "";

    /** For JMH. */
    public TokensBenchmark() {}

    @Setup
    public void sign() throws GeneralSecurityException {
        KeyPair pair = pair(algorithm);
        keys = new JsonWebKeys(vertx, keySet(algorithm, pair), null, null);
        tokens = Tokens.of(keys, new Nobody(), LIMIT);
        String content =
                encoded(new JsonObject().put("alg", algorithm).put("typ", "JWT").put("kid", "k")) + "."
                        + encoded(new JsonObject().put("sub", "m-1234").put("exp", LATER));
        Signature signature =
                Signature.getInstance(algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        token = content + "." + encoded(signature.sign());
    }

    @TearDown
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Benchmark
    public Object firstSight() {
        return keys.verify(token).toCompletionStage().toCompletableFuture().join();
    }

    @Benchmark
    public Object fromThenOn() {
        return tokens.principal("Bearer " + token)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.equals("RS256") ? "RSA" : "EC");
            if (algorithm.equals("RS256")) {
                generator.initialize(2_048);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static JsonObject keySet(String algorithm, KeyPair pair) {
        JsonObject key =
                new JsonObject().put("use", "sig").put("alg", algorithm).put("kid", "k");
        if (pair.getPublic() instanceof ECPublicKey curve) {
            key.put("kty", "EC")
                    .put("crv", "P-256")
                    .put("x", unsigned(curve.getW().getAffineX(), EC_BYTES))
                    .put("y", unsigned(curve.getW().getAffineY(), EC_BYTES));
        } else if (pair.getPublic() instanceof RSAPublicKey rsa) {
            key.put("kty", "RSA")
                    .put("n", unsigned(rsa.getModulus(), 256))
                    .put("e", unsigned(rsa.getPublicExponent(), 3));
        }
        return new JsonObject().put("keys", new JsonArray().add(key));
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

    private static final class Nobody implements TokenObserver {
        @Override
        public void cached() {}

        @Override
        public void verified() {}

        @Override
        public void refused() {}

        @Override
        public void limited() {}
    }
}
