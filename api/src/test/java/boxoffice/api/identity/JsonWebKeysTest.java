package boxoffice.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonWebKeysTest {

    private static final long LATER = Instant.parse("2099-01-01T00:00:00Z").getEpochSecond();
    private static final long EARLIER = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    private static KeyPair pair;

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        pair = generator.generateKeyPair();
    }

    @AfterEach
    void close() throws Exception {
        Object unused = vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void readsMemberRolesAndExpiryFromATokenOfTheProvider() throws Exception {
        Principal principal = verified(keys(null, null), signed(claims().put("roles", new JsonArray().add("admin"))));

        assertThat(principal).isEqualTo(new Principal(new MemberId("m-1"), Set.of("admin")));
    }

    @Test
    void readsAnAddressThatTheProviderDoesNotDoubtAndAMailCanBeSentTo() throws Exception {
        assertThat(verified(keys(null, null), signed(claims().put("email", "m@example.org")))
                        .email())
                .isEqualTo("m@example.org");
        for (JsonObject doubtful : List.of(
                claims().put("email", "m@example.org").put("email_verified", false),
                claims().put("email", "m@example.org\r\nBcc: all@example.org"),
                claims().put("email", "a@example.org,b@example.org"),
                claims().put("email", "no address"),
                claims().put("email", 7))) {
            assertThat(verified(keys(null, null), signed(doubtful)).email())
                    .as("%s", doubtful)
                    .isNull();
        }
    }

    @Test
    void refusesWhatWasNotSignedByTheProvider() throws Exception {
        String good = signed(claims());
        String[] parts = good.split("\\.", -1);
        JsonObject admin = claims().put("roles", new JsonArray().add("admin"));

        for (String forged : List.of(
                encoded(new JsonObject().put("alg", "none")) + "." + encoded(claims()) + ".",
                encoded(new JsonObject().put("alg", "none")) + "." + encoded(claims()) + "." + parts[2],
                encoded(new JsonObject().put("alg", "None")) + "." + encoded(claims()) + ".x",
                parts[0] + "." + encoded(admin) + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                signedWithThePublicKeyAsASecret(),
                "",
                ".",
                "..",
                "a.b.c",
                "x".repeat(5_000))) {
            assertThat(isRefused(keys(null, null), forged)).as(forged).isTrue();
        }
    }

    @Test
    void refusesATokenThatIsOverNotYetValidOrNeverEnds() throws Exception {
        JsonObject endless = claims();
        endless.remove("exp");

        assertThat(isRefused(keys(null, null), signed(claims().put("exp", EARLIER))))
                .isTrue();
        assertThat(isRefused(keys(null, null), signed(claims().put("nbf", LATER))))
                .isTrue();
        assertThat(isRefused(keys(null, null), signed(endless))).isTrue();
    }

    @Test
    void refusesATokenForSomebodyElse() throws Exception {
        JsonWebKeys strict = keys("https://id.example.com", "boxoffice");
        JsonObject right = claims().put("iss", "https://id.example.com").put("aud", "boxoffice");

        assertThat(verified(strict, signed(right)).member()).isEqualTo(new MemberId("m-1"));
        assertThat(isRefused(strict, signed(right.copy().put("iss", "https://evil.example.com"))))
                .isTrue();
        assertThat(isRefused(strict, signed(right.copy().put("aud", "another"))))
                .isTrue();
        assertThat(isRefused(strict, signed(claims()))).isTrue();
    }

    @Test
    void refusesATokenWithoutAMember() throws Exception {
        JsonObject nobody = claims();
        nobody.remove("sub");

        assertThat(isRefused(keys(null, null), signed(nobody))).isTrue();
        assertThat(isRefused(keys(null, null), signed(claims().put("sub", 5)))).isTrue();
        assertThat(isRefused(keys(null, null), signed(claims().put("sub", " "))))
                .isTrue();
    }

    @Test
    void takesNoKeySetThatWouldLeaveNothingToVerifyWith() {
        for (JsonObject odd : List.of(
                new JsonObject(),
                set(),
                set(new JsonObject().put("kty", "oct").put("k", "c2VjcmV0")),
                set(new JsonObject().put("kty", "RSA").put("use", "sig")),
                set(publicKey().put("alg", "RSA-OAEP")),
                set(publicKey().put("use", "enc")),
                set(publicKey().put("use", "signature")))) {
            assertThatIllegalArgumentException()
                    .as(odd.encode())
                    .isThrownBy(() -> new JsonWebKeys(vertx, odd, null, null));
        }
    }

    @Test
    void keepsItsKeysWhenANewSetIsUseless() throws Exception {
        JsonWebKeys keys = keys(null, null);

        assertThatIllegalArgumentException().isThrownBy(() -> keys.replace(set()));

        assertThat(verified(keys, signed(claims())).member()).isEqualTo(new MemberId("m-1"));
    }

    private JsonWebKeys keys(@Nullable String issuer, @Nullable String audience) {
        return new JsonWebKeys(vertx, set(publicKey()), issuer, audience);
    }

    private static JsonObject claims() {
        return new JsonObject().put("sub", "m-1").put("exp", LATER);
    }

    private static JsonObject set(JsonObject... keys) {
        return new JsonObject().put("keys", new JsonArray(List.of(keys)));
    }

    private static JsonObject publicKey() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("kid", "1")
                .put("n", base64(unsigned(key.getModulus())))
                .put("e", base64(unsigned(key.getPublicExponent())));
    }

    private static String signed(JsonObject claims) throws Exception {
        String content = encoded(new JsonObject().put("alg", "RS256").put("kid", "1")) + "." + encoded(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + base64(signature.sign());
    }

    /** The classic confusion: HMAC with what everybody knows. */
    private static String signedWithThePublicKeyAsASecret() throws Exception {
        String content = encoded(new JsonObject().put("alg", "HS256").put("kid", "1")) + "." + encoded(claims());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256"));
        return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(JsonObject json) {
        return base64(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static Principal verified(JsonWebKeys keys, String token) throws Exception {
        return keys.verify(token)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .principal();
    }

    private static boolean isRefused(JsonWebKeys keys, String token) throws Exception {
        Future<Boolean> refused = keys.verify(token).transform(told -> Future.succeededFuture(told.failed()));
        return refused.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
