package boxoffice.api.identity;

import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the identity provider, and what else its tokens must have: an expiry, and the issuer and audience where
 * they are set. Only asymmetric keys are taken, so that nobody can sign with what is public.
 *
 * <p>Verifies on worker threads: one signature may take a millisecond, and thousands come at once. They have one
 * processor less than there are (one where there is one), or the event loops would wait for theirs behind many of them.
 * Each thread has a verifier of its own, because the library's verifies one signature at a time. Keys can be replaced
 * while it is used.
 */
public final class JsonWebKeys implements TokenVerifier {

    private static final int EMAIL_LENGTH_MAX = 254; // RFC 5321, section 4.5.3.1.3
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+");
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    private static final Map<String, Set<String>> FIELDS =
            Map.of("RSA", Set.of("n", "e"), "EC", Set.of("crv", "x", "y"), "OKP", Set.of("crv", "x"));
    private static final int CLOCK_LEEWAY_SECONDS = 30;
    private static final int ROLES_MAX = 100;

    private final Vertx vertx;
    private final WorkerExecutor threads;
    private final @Nullable String issuer;
    private final @Nullable String audience;

    @SuppressWarnings("ThreadLocalUsage") // one instance lives as long as the threads do
    private final ThreadLocal<Verifier> ofThread = new ThreadLocal<>();

    private volatile List<JsonObject> keys;

    /** Of one thread, until there are other keys. */
    private record Verifier(List<JsonObject> keys, JWTAuth library) {}

    /** @throws IllegalArgumentException when the set holds no key that can be used */
    public JsonWebKeys(Vertx vertx, JsonObject keySet, @Nullable String issuer, @Nullable String audience) {
        this.vertx = vertx;
        int processors = Runtime.getRuntime().availableProcessors();
        this.threads = vertx.createSharedWorkerExecutor("boxoffice-signatures", Math.max(1, processors - 1));
        this.issuer = issuer;
        this.audience = audience;
        this.keys = usable(keySet);
    }

    /** From now on only these keys count; a set without a usable key changes nothing. */
    void replace(JsonObject keySet) {
        keys = usable(keySet);
    }

    @Override
    public Future<Verified> verify(String token) {
        if (!isSigned(token)) {
            return Future.failedFuture("the token is not signed by an algorithm that is accepted");
        }
        return threads.executeBlocking(() -> library().authenticate(new TokenCredentials(token)), false)
                .compose(verified -> verified)
                .map(JsonWebKeys::verified);
    }

    private JWTAuth library() {
        List<JsonObject> now = keys;
        Verifier verifier = ofThread.get();
        if (verifier == null || verifier.keys() != now) {
            verifier = new Verifier(now, library(now));
            ofThread.set(verifier);
        }
        return verifier.library();
    }

    private List<JsonObject> usable(JsonObject keySet) {
        JsonArray listed = keySet.getJsonArray("keys", new JsonArray());
        List<JsonObject> usable = IntStream.range(0, listed.size())
                .mapToObj(listed::getJsonObject)
                .filter(JsonWebKeys::verifiesSignatures)
                .toList();
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("the key set holds no asymmetric key for signatures");
        }
        JWTAuth refusesNow = library(usable); // not only when the first token comes
        assert refusesNow != null;
        return usable;
    }

    private JWTAuth library(List<JsonObject> usable) {
        JWTOptions wanted = new JWTOptions().setLeeway(CLOCK_LEEWAY_SECONDS);
        if (issuer != null) {
            wanted.setIssuer(issuer);
        }
        if (audience != null) {
            wanted.addAudience(audience);
        }
        return JWTAuth.create(vertx, new JWTAuthOptions().setJwks(usable).setJWTOptions(wanted));
    }

    /**
     * Whole, asymmetric and for signatures. The library skips a key that it cannot use, and without any key it takes
     * unsigned tokens: so what it gets must be usable, and what it checks must be signed.
     */
    private static boolean verifiesSignatures(JsonObject key) {
        Set<String> fields = FIELDS.get(key.getString("kty", ""));
        return fields != null
                && key.fieldNames().containsAll(fields)
                && "sig".equals(key.getString("use", "sig"))
                && ALGORITHMS.contains(key.getString("alg", "RS256"));
    }

    /** Says nothing about the signature, only that there is one of a kind that is verified. */
    private static boolean isSigned(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || parts[2].isEmpty()) {
            return false;
        }
        try {
            JsonObject header =
                    new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[0])));
            return header.getValue("alg") instanceof String algorithm && ALGORITHMS.contains(algorithm);
        } catch (IllegalArgumentException | DecodeException malformed) {
            return false;
        }
    }

    private static Verified verified(User user) {
        JsonObject claims = user.principal();
        Long expires = user.attributes().getLong("exp");
        if (expires == null) {
            throw new IllegalArgumentException("the token never expires");
        }
        return new Verified(
                new Principal(new MemberId(subject(claims)), roles(claims), email(claims)),
                Instant.ofEpochSecond(expires));
    }

    private static String subject(JsonObject claims) {
        if (claims.getValue("sub") instanceof String subject) {
            return subject;
        }
        throw new IllegalArgumentException("the token has no subject");
    }

    /** One that the provider doubts is none. */
    private static @Nullable String email(JsonObject claims) {
        boolean isDoubted = Boolean.FALSE.equals(claims.getValue("email_verified"));
        return !isDoubted
                        && claims.getValue("email") instanceof String email
                        && email.length() <= EMAIL_LENGTH_MAX
                        && EMAIL.matcher(email).matches()
                ? email
                : null;
    }

    private static Set<String> roles(JsonObject claims) {
        Set<String> roles = new HashSet<>();
        if (claims.getValue("roles") instanceof JsonArray listed) {
            listed.stream().limit(ROLES_MAX).filter(String.class::isInstance).forEach(role -> roles.add((String) role));
        }
        return roles;
    }
}
