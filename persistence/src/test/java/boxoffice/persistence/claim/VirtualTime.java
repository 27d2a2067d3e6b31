package boxoffice.persistence.claim;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/**
 * A clock that goes as fast as its work is done, on one thread; what is due together runs in the order it was asked.
 */
final class VirtualTime implements Pause, Executor {

    private record Due(long nanos, long turn, Runnable work) {}

    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::turn));
    private long nowNanos = 1;
    private long turns;

    long nanos() {
        return nowNanos;
    }

    void after(Duration duration, Runnable work) {
        dues.add(new Due(nowNanos + duration.toNanos(), turns++, work));
    }

    @Override
    public void execute(Runnable work) {
        after(Duration.ZERO, work);
    }

    @Override
    public Future<Void> of(Duration duration) {
        Promise<Void> due = Promise.promise();
        after(duration, due::complete);
        return due.future();
    }

    /** Until nothing is left to do, or this time is reached. */
    void run(Duration until) {
        long end = until.toNanos();
        for (Due due = dues.poll(); due != null && due.nanos() <= end; due = dues.poll()) {
            nowNanos = due.nanos();
            due.work().run();
        }
    }
}
