package boxoffice.api.identity;

import boxoffice.domain.ticket.MemberId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens, each verified once and then remembered until it expires: a signature costs more than the rest of a
 * claim. A member is limited whatever the number of tokens. Safe from any thread.
 */
public final class Tokens {

    private static final String SCHEME = "Bearer ";
    private static final int REMEMBERED_MAX = 50_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10); // a withdrawn key counts no longer than this

    private final TokenVerifier verifier;
    private final TokenObserver observer;
    private final MemberLimit limit;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final Cache<Sent, Known> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    private final Cache<MemberId, Pace> paces =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    /**
     * The header as it was sent: cutting the token out of it would copy it for each request. It is told apart by all of
     * it, but its hash is that of its end, where the signature is, and only tokens that were verified are remembered:
     * to hash all of its hundreds of characters costs more than finding it.
     */
    private record Sent(String header) {

        private static final int HASHED = 24;

        @Override
        public int hashCode() {
            int hash = 0;
            for (int i = Math.max(0, header.length() - HASHED); i < header.length(); i++) {
                hash = 31 * hash + header.charAt(i);
            }
            return hash;
        }
    }

    /**
     * @param pace null where the bearer is not limited
     * @param untilNanos by the clock that costs little: it is read for each request, once
     */
    private record Known(Principal principal, @Nullable Pace pace, long untilNanos) {}

    Tokens(TokenVerifier verifier, TokenObserver observer, MemberLimit limit, Clock clock, LongSupplier nanoClock) {
        this.verifier = verifier;
        this.observer = observer;
        this.limit = limit;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    public static Tokens of(JsonWebKeys keys, TokenObserver observer, MemberLimit limit) {
        return new Tokens(keys, observer, limit, Clock.systemUTC(), System::nanoTime);
    }

    /**
     * Who sends this header, if that is known already; null says nothing.
     *
     * @throws TooManyRequestsException when that member asks too often
     */
    public @Nullable Principal known(@Nullable String authorization) {
        Known known = authorization == null ? null : remembered.getIfPresent(new Sent(authorization));
        if (known == null) {
            return null;
        }
        long now = nanoClock.getAsLong();
        if (known.untilNanos() - now <= 0) {
            return null;
        }
        observer.cached();
        return limited(known, now);
    }

    /** Who sends this {@code Authorization} header; fails with 401 where it is missing or no good, or with 429. */
    public Future<Principal> principal(@Nullable String authorization) {
        try {
            Principal known = known(authorization);
            if (known != null) {
                return Future.succeededFuture(known);
            }
        } catch (TooManyRequestsException hasty) {
            return Future.failedFuture(hasty);
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            observer.refused();
            return Future.failedFuture(
                    new NotSignedInException("a token is needed: send Authorization: Bearer <token>", "Bearer"));
        }
        String token = authorization.substring(SCHEME.length()).strip();
        boolean usual = authorization.equals(SCHEME + token); // or one token would fill the memory under many spellings
        return verifier.verify(token)
                .recover(refused -> {
                    observer.refused();
                    return Future.failedFuture(new NotSignedInException(
                            "the token is not valid, or has expired: sign in again", "Bearer error=\"invalid_token\""));
                })
                .map(verified -> {
                    observer.verified();
                    long now = nanoClock.getAsLong();
                    Known known = known(verified, now);
                    if (usual) {
                        remembered.put(new Sent(authorization), known);
                    }
                    return limited(known, now);
                });
    }

    private Known known(TokenVerifier.Verified verified, long now) {
        Duration valid = Duration.between(clock.instant(), verified.expiresAt());
        Duration remembering = valid.compareTo(REMEMBERED) < 0 ? valid : REMEMBERED;
        return new Known(verified.principal(), pace(verified.principal(), now), now + remembering.toNanos());
    }

    private @Nullable Pace pace(Principal principal, long now) {
        return limit.isNone() || !principal.roles().isEmpty()
                ? null
                : paces.get(principal.member(), first -> new Pace(limit, now));
    }

    private Principal limited(Known known, long now) {
        Pace pace = known.pace();
        long early = pace == null ? 0 : pace.take(now);
        if (early > 0) {
            observer.limited();
            throw new TooManyRequestsException("member", limit, early);
        }
        return known.principal();
    }
}
