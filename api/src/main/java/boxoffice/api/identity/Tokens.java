package boxoffice.api.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens, each verified once and then remembered until it expires: a signature costs more than the rest of a
 * claim. Safe from any thread.
 */
public final class Tokens {

    private static final String SCHEME = "Bearer ";
    private static final int REMEMBERED_MAX = 50_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10); // a withdrawn key counts no longer than this

    private final TokenVerifier verifier;
    private final TokenObserver observer;
    private final Clock clock;
    /** By the header as it was sent: cutting the token out of it would copy it for each request. */
    private final Cache<String, TokenVerifier.Verified> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED)
            .build();

    Tokens(TokenVerifier verifier, TokenObserver observer, Clock clock) {
        this.verifier = verifier;
        this.observer = observer;
        this.clock = clock;
    }

    public static Tokens of(JsonWebKeys keys, TokenObserver observer) {
        return new Tokens(keys, observer, Clock.systemUTC());
    }

    /** Who sends this header, if that is known already; null says nothing. */
    public @Nullable Principal known(@Nullable String authorization) {
        TokenVerifier.Verified known = authorization == null ? null : remembered.getIfPresent(authorization);
        if (known == null || !clock.instant().isBefore(known.expiresAt())) {
            return null;
        }
        observer.cached();
        return known.principal();
    }

    /** Who sends this {@code Authorization} header; fails with 401 where it is missing or no good. */
    public Future<Principal> principal(@Nullable String authorization) {
        Principal known = known(authorization);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            observer.refused();
            return Future.failedFuture(
                    new NotSignedInException("a token is needed: send Authorization: Bearer <token>", "Bearer"));
        }
        String token = authorization.substring(SCHEME.length()).strip();
        boolean usual = authorization.equals(SCHEME + token); // or one token would fill the memory under many spellings
        return verifier.verify(token)
                .onSuccess(verified -> {
                    observer.verified();
                    if (usual) {
                        remembered.put(authorization, verified);
                    }
                })
                .map(TokenVerifier.Verified::principal)
                .recover(refused -> {
                    observer.refused();
                    return Future.failedFuture(new NotSignedInException(
                            "the token is not valid, or has expired: sign in again", "Bearer error=\"invalid_token\""));
                });
    }
}
