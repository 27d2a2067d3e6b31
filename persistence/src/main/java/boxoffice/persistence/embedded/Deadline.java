package boxoffice.persistence.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The end of a wait. Everything here that waits, waits for a process or a file of another process, so it polls. */
final class Deadline {

    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return remainingMillis() <= 0;
    }

    long remainingMillis() {
        return (endNanos - System.nanoTime()) / 1_000_000;
    }

    /**
     * Waits a little before the next look.
     *
     * @throws EmbeddedClusterException when the thread was interrupted: somebody wants the start to end
     */
    void pause() {
        LockSupport.parkNanos(POLL_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new EmbeddedClusterException("The start of the embedded cluster was interrupted.");
        }
    }
}
