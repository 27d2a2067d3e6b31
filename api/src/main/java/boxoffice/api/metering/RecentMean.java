package boxoffice.api.metering;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;

/**
 * How fast something that adds up has grown over the last ten looks: nanoseconds of work for a nanosecond of time are
 * how many worked at once. One caller looks, any thread may read.
 */
final class RecentMean {

    private static final int LOOKS = 10;

    private record Look(long nanos, double total) {}

    private final DoubleSupplier total;
    private final Deque<Look> looks = new ArrayDeque<>(LOOKS + 1);
    private volatile double mean;

    RecentMean(DoubleSupplier total) {
        this.total = total;
    }

    /** @param nowNanos never less than the last time */
    void look(long nowNanos) {
        Look now = new Look(nowNanos, total.getAsDouble());
        looks.addLast(now);
        if (looks.size() > LOOKS + 1) {
            looks.removeFirst();
        }
        Look first = looks.getFirst();
        if (now.nanos() > first.nanos()) {
            mean = Math.max(0, (now.total() - first.total()) / (now.nanos() - first.nanos()));
        }
    }

    /** 0 before the second look. */
    double mean() {
        return mean;
    }
}
