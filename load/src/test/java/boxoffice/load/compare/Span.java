package boxoffice.load.compare;

import java.time.Duration;

/** How long users go on, and which part of it counts: what comes before is warming up. */
record Span(Duration warmUp, Duration counted) {

    private static final Duration ENDLESS = Duration.ofDays(1);

    /** Users go on until they have nothing more to ask; everything counts. */
    static Span untilDone() {
        return new Span(Duration.ZERO, ENDLESS);
    }

    boolean counts(long nanosSinceStart) {
        return nanosSinceStart >= warmUp.toNanos() && !isOver(nanosSinceStart);
    }

    boolean isOver(long nanosSinceStart) {
        return nanosSinceStart - warmUp.toNanos() >= counted.toNanos();
    }
}
