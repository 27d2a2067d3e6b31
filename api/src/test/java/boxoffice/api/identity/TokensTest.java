package boxoffice.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final Instant NOW = Instant.parse("2030-01-01T20:00:00Z");
    private static final Principal MEMBER = new Principal(new MemberId("m-1"), Set.of());

    private final List<String> verified = new ArrayList<>();
    private Instant expiry = NOW.plusSeconds(60);

    private final Tokens tokens = new Tokens(
            token -> {
                verified.add(token);
                return Future.succeededFuture(new TokenVerifier.Verified(MEMBER, expiry));
            },
            new Unobserved(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aTokenIsVerifiedOnce() {
        assertThat(tokens.known("Bearer t")).isNull();
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);
        assertThat(tokens.known("Bearer t")).isEqualTo(MEMBER);
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);
        assertThat(verified).containsExactly("t");
    }

    @Test
    void aTokenThatHasExpiredIsVerifiedAgain() {
        expiry = NOW.minus(Duration.ofSeconds(1));
        assertThat(tokens.principal("Bearer t").result()).isEqualTo(MEMBER);

        assertThat(tokens.known("Bearer t")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer  t", "Bearer t ", "bearer t", "BEARER t"})
    void anUnusualSpellingIsTakenAndNotRemembered(String header) {
        assertThat(tokens.principal(header).result()).isEqualTo(MEMBER);

        assertThat(tokens.known(header)).isNull();
        assertThat(verified).containsExactly("t");
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
    }
}
