package boxoffice.persistence.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long this machine let nobody work since this began: how much longer a sleeper slept than it wanted. Limits in
 * milliseconds are meant for a machine that works; on one that does, this is zero.
 */
public final class Standstill implements AutoCloseable {

    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Of a machine that is busy and not stopped. */
    private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    private final AtomicLong lost = new AtomicLong();
    private volatile long woke = System.nanoTime();
    private volatile boolean over;

    public Standstill() {
        Thread sleeper = new Thread(this::sleep, "standstill");
        sleeper.setDaemon(true);
        sleeper.start();
    }

    public Duration soFar() {
        return Duration.ofNanos(lost.get() + lostUntil(System.nanoTime()));
    }

    private void sleep() {
        while (!over) {
            LockSupport.parkNanos(NAP_NANOS);
            long now = System.nanoTime();
            long overslept = lostUntil(now);
            woke = now;
            lost.addAndGet(overslept);
        }
    }

    private long lostUntil(long now) {
        long overslept = now - woke - NAP_NANOS;
        return overslept > USUAL_NANOS ? overslept : 0;
    }

    @Override
    public void close() {
        over = true;
    }
}
