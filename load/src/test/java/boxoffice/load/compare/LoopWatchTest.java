package boxoffice.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopWatchTest {

    private static final String LOG = """
            2026-11-25T16:00:00.000Z WARN  BlockedThreadChecker Thread Thread[vert.x-eventloop-thread-0,5,main] has been blocked for 90 ms, time limit is 5 ms
            2026-11-25T16:00:01.000Z WARN  BlockedThreadChecker Thread Thread[vert.x-worker-thread-7,5,main] has been blocked for 800 ms, time limit is 5 ms
            2026-11-25T16:00:02.000Z WARN  BlockedThreadChecker Thread Thread[vert.x-eventloop-thread-1,5,main] has been blocked for 12 ms, time limit is 5 ms
            """;

    @Test
    void theLongestOfTheEventLoopsCounts() {
        assertThat(LoopWatch.longest(LOG, 0)).isEqualTo(Duration.ofMillis(90));
    }

    @Test
    void whatWasToldBeforeDoesNotCount() {
        assertThat(LoopWatch.longest(LOG, LOG.indexOf('\n'))).isEqualTo(Duration.ofMillis(12));
        assertThat(LoopWatch.longest(LOG, LOG.length())).isZero();
    }
}
