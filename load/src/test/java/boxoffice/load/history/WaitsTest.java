package boxoffice.load.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import boxoffice.load.plan.Act;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitsTest {

    @Test
    void latencyCountsFromWhenARequestWasDueNotFromWhenItWasSent() {
        History history = new History(List.of(claim(0, 0, 400, 450, 201, true)));

        assertThat(Waits.ofClaims(history).maxMillis()).isCloseTo(450, within(1.0));
        assertThat(Waits.ofThisClient(history).maxMillis()).isCloseTo(400, within(1.0));
    }

    @Test
    void aMemberWaitsThroughAllRetries() {
        History history =
                new History(List.of(claim(0, 0, 0, 10, 503, false), claim(0, 1_010, 1_010, 1_020, 409, true)));

        assertThat(Waits.ofMembers(history).maxMillis()).isCloseTo(1_020, within(1.0));
        assertThat(Waits.ofClaims(history).maxMillis()).isCloseTo(10, within(0.1));
    }

    @Test
    void nothingWaitedIsZero() {
        assertThat(Waits.ofMembers(new History(List.of())).percentileMillis(99)).isZero();
    }

    private static Attempt claim(long pressed, long due, long sent, long ended, int status, boolean last) {
        return new Attempt(
                "a", Act.CLAIM, nanos(pressed), nanos(due), nanos(sent), nanos(ended), status, "", null, last);
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
