package boxoffice.api.identity;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One member's requests against the limit: the generic cell rate algorithm (ITU-T I.371), a leaky bucket in one number,
 * the instant at which the bucket is empty again. Safe from any thread.
 */
final class Pace {

    private final MemberLimit limit;
    private final AtomicLong emptyAt;

    Pace(MemberLimit limit, long nowNanos) {
        this.limit = limit;
        this.emptyAt = new AtomicLong(nowNanos);
    }

    /** Takes one request; 0 where it may pass, otherwise how many nanoseconds too early it came. */
    long take(long nowNanos) {
        long interval = limit.intervalNanos();
        long atOnce = limit.burst() * interval;
        while (true) {
            long before = emptyAt.get();
            long after = (before - nowNanos > 0 ? before : nowNanos) + interval;
            long early = after - nowNanos - atOnce;
            if (early > 0) {
                return early;
            }
            if (emptyAt.compareAndSet(before, after)) {
                return 0;
            }
        }
    }
}
