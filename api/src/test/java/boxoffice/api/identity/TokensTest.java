package boxoffice.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final Instant NOW = Instant.parse("2030-01-01T20:00:00Z");
    private static final Principal MEMBER = new Principal(new MemberId("m-1"), Set.of());

    private final List<String> verified = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(-5);
    private Principal bearer = MEMBER;
    private Instant expiry = NOW.plusSeconds(60);

    private final Tokens tokens = new Tokens(
            token -> {
                verified.add(token);
                return Future.succeededFuture(new TokenVerifier.Verified(bearer, expiry));
            },
            new Unobserved(),
            new MemberLimit(10, 4),
            Clock.fixed(NOW, ZoneOffset.UTC),
            nanos::get);

    @Test
    void aTokenIsVerifiedOnce() {
        assertThat(tokens.known("Bearer t")).isNull();
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);
        assertThat(tokens.known("Bearer t")).isEqualTo(MEMBER);
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);
        assertThat(verified).containsExactly("t");
    }

    @Test
    void aForgedTokenWithTheEndOfAKnownOneIsNotKnown() {
        String signature = ".c2lnbmF0dXJlLW9mLXNvbWVib2R5LWVsc2U";
        assertThat(tokens.principal("Bearer head.m-1" + signature).result()).isEqualTo(MEMBER);

        assertThat(tokens.known("Bearer head.m-2" + signature)).isNull();
        assertThat(tokens.known("Bearer head.m-1" + signature)).isEqualTo(MEMBER);
    }

    @Test
    void aTokenThatHasExpiredIsVerifiedAgain() {
        expiry = NOW.minus(Duration.ofSeconds(1));
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);

        assertThat(tokens.known("Bearer t")).isNull();
    }

    @Test
    void aTokenIsRememberedUntilItExpires() {
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);

        nanos.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
        assertThat(tokens.known("Bearer t")).isEqualTo(MEMBER);
        nanos.addAndGet(1);
        assertThat(tokens.known("Bearer t")).isNull();
    }

    @Test
    void aTokenIsVerifiedAgainAfterTenMinutesSinceItsKeyMayHaveBeenWithdrawn() {
        expiry = NOW.plus(Duration.ofDays(1_000_000));
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);

        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(tokens.known("Bearer t")).isNull();
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);
        assertThat(tokens.known("Bearer t")).isEqualTo(MEMBER);
        assertThat(verified).containsExactly("t", "t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer  t", "Bearer t ", "bearer t", "BEARER t"})
    void anUnusualSpellingIsTakenAndNotRemembered(String header) {
        assertThat(tokens.principal(header).result()).isEqualTo(MEMBER);

        assertThat(tokens.known(header)).isNull();
        assertThat(verified).containsExactly("t");
    }

    @Test
    void whoAsksTooOftenIsTurnedAwayUntilItIsTimeAgain() {
        for (int i = 0; i < 4; i++) {
            assertThat(tokens.principal("Bearer t").succeeded()).isTrue();
        }
        assertThat(tokens.principal("Bearer another token of the same member").cause())
                .isInstanceOfSatisfying(TooManyRequestsException.class, hasty -> {
                    assertThat(hasty.retryAfterSeconds()).isEqualTo(1);
                    assertThat(hasty.policy()).isEqualTo("\"member\";q=4;w=1");
                    assertThat(hasty.left()).isEqualTo("\"member\";r=0;t=1");
                });
        assertThatThrownBy(() -> tokens.known("Bearer t")).isInstanceOf(TooManyRequestsException.class);

        nanos.addAndGet(Duration.ofMillis(100).toNanos());

        assertThat(tokens.known("Bearer t")).isEqualTo(MEMBER);
        assertThatThrownBy(() -> tokens.known("Bearer t")).isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    void oneMembersHasteCostsNobodyElseAnything() {
        for (int i = 0; i < 10; i++) {
            Object unused = tokens.principal("Bearer t");
        }
        bearer = new Principal(new MemberId("m-2"), Set.of());

        assertThat(tokens.principal("Bearer of somebody else").result()).isEqualTo(bearer);
    }

    @Test
    void whoHasARoleIsNotLimited() {
        bearer = new Principal(new MemberId("operator"), Set.of("admin"));
        for (int i = 0; i < 100; i++) {
            assertThat(tokens.principal("Bearer t").result()).isEqualTo(bearer);
        }
    }

    @Test
    void withoutATokenNobodyIsKnown() {
        assertThat(tokens.known(null)).isNull();
        assertThat(tokens.principal(null).failed()).isTrue();
        assertThat(tokens.principal("Basic t").cause()).isInstanceOf(NotSignedInException.class);
    }

    private static final class Unobserved implements TokenObserver {

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
