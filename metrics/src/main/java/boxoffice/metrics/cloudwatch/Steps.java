package boxoffice.metrics.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** When steps end: with each minute of the clock, and within a window with every ten seconds. Pure. */
final class Steps {

    static final Duration IN_A_WINDOW = Duration.ofSeconds(10);
    static final Duration ELSEWHERE = Duration.ofMinutes(1);

    private Steps() {}

    /** The end of the step that this instant is in. */
    static Instant endAfter(Instant now, Collection<Window> windows) {
        long step = IN_A_WINDOW.toMillis();
        long end = Math.floorDiv(now.toEpochMilli(), step) * step + step;
        while (end % ELSEWHERE.toMillis() != 0 && !isIn(windows, Instant.ofEpochMilli(end))) {
            end += step;
        }
        return Instant.ofEpochMilli(end);
    }

    static boolean isIn(Collection<Window> windows, Instant instant) {
        return windows.stream().anyMatch(window -> window.covers(instant));
    }
}
