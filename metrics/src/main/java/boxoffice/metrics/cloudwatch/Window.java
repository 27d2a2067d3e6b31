package boxoffice.metrics.cloudwatch;

import java.time.Instant;

/** The time around an opening, from its first instant until just before its last. */
public record Window(Instant from, Instant until) {

    public boolean covers(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
