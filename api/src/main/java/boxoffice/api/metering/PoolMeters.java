package boxoffice.api.metering;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.persistence.pool.PoolObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One pool's meters. */
public final class PoolMeters implements PoolObserver {

    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Timer acquireTime;
    private final Counter failures;
    private final LongAdder heldNanos = new LongAdder();
    private final RecentMean busy;

    /** @param pool {@code writer} or {@code reader} */
    public PoolMeters(Meters meters, String pool, int connectionsMax) {
        acquireTime = meters.timer(Catalogue.POOL_ACQUIRE_TIME, pool);
        failures = meters.counter(Catalogue.POOL_ACQUIRE_FAILURES, pool);
        meters.gauge(Catalogue.POOL_IN_USE, inUse::doubleValue, pool);
        busy = new RecentMean(this::connectionNanos);
        meters.gauge(Catalogue.POOL_BUSY, busy::mean, pool);
        meters.gauge(Catalogue.POOL_WAITING, waiting::doubleValue, pool);
        meters.gauge(Catalogue.POOL_LIMIT, () -> connectionsMax, pool);
    }

    /** To be told every second, by one caller. */
    public void secondPassed() {
        busy.look(System.nanoTime());
    }

    /** How long connections were held in all, up to now: what is out counts from when it went to the present. */
    private double connectionNanos() {
        return heldNanos.sum() + (double) inUse.get() * System.nanoTime();
    }

    @Override
    public void asked() {
        waiting.incrementAndGet();
    }

    @Override
    public void acquired(long waitNanos) {
        waiting.decrementAndGet();
        heldNanos.add(-System.nanoTime());
        inUse.incrementAndGet();
        acquireTime.record(waitNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void released() {
        inUse.decrementAndGet();
        heldNanos.add(System.nanoTime());
    }

    @Override
    public void refused() {
        waiting.decrementAndGet();
        failures.increment();
    }
}
