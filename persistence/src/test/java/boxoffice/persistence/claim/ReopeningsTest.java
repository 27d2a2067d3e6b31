package boxoffice.persistence.claim;

import static boxoffice.persistence.claim.Facts.OPENS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReopeningsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Reopenings reopenings = new Reopenings(nanos::get);

    @Test
    void holdsNothingBackWhereNothingWasChanged() {
        assertThat(holdBack(changed(null))).isZero();
    }

    @Test
    void holdsBackUntilOneLifetimeAfterTheChangeWasFirstSeen() {
        LockedOpening opening = changed(OPENS);

        assertThat(holdBack(opening)).isEqualTo(Certainty.LIFETIME);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(holdBack(opening)).isEqualTo(Certainty.LIFETIME.minusMillis(100));
        nanos.addAndGet(Certainty.LIFETIME.toNanos());
        assertThat(holdBack(opening)).isZero();
    }

    @Test
    void beginsAnewWithTheNextChange() {
        assertThat(holdBack(changed(OPENS))).isEqualTo(Certainty.LIFETIME);
        nanos.addAndGet(Certainty.LIFETIME.toNanos());

        assertThat(holdBack(changed(OPENS.plusMillis(5)))).isEqualTo(Certainty.LIFETIME);
    }

    @Test
    void holdsNothingBackLongAfterAChangeThatItNeverSaw() {
        assertThat(holdBack(changed(OPENS.minus(Reopenings.RECENT)))).isZero();
    }

    private Duration holdBack(LockedOpening opening) {
        reopenings.saw(opening);
        return reopenings.holdBack(opening);
    }

    private static LockedOpening changed(@Nullable Instant at) {
        LockedOpening opening = Facts.at(OPENS.plusSeconds(1), 1, 5, 1);
        return new LockedOpening(opening.facts(), opening.versions(), at);
    }
}
