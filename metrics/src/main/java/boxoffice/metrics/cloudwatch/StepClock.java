package boxoffice.metrics.cloudwatch;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock whose wall time stands still until it is told that a step is over. Micrometer's steps are of one length, ours
 * are not: on this clock a step ends when its numbers are sent, be that after ten seconds, after a minute or at the end
 * of the process. Thread-safe.
 */
final class StepClock implements Clock {

    static final long STEP_MILLIS = 1_000;

    private final AtomicLong steps = new AtomicLong();

    void endStep() {
        steps.incrementAndGet();
    }

    @Override
    public long wallTime() {
        return steps.get() * STEP_MILLIS;
    }

    @Override
    public long monotonicTime() {
        return System.nanoTime();
    }
}
