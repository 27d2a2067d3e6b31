package boxoffice.api.metering;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/**
 * How busy the event loops are that serve HTTP, and how late. Each is asked once a second by a timer of its own: for
 * the CPU time of its thread, and by how much the timer was late.
 */
public final class EventLoopMeters {

    private static final long SECOND_MILLIS = 1_000;
    private static final int SECONDS = 10;

    private final Vertx vertx;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final Set<Thread> watched = ConcurrentHashMap.newKeySet();

    public EventLoopMeters(Vertx vertx, Meters meters) {
        this.vertx = vertx;
        meters.gauge(Catalogue.EVENT_LOOP_UTILISATION, () -> 100 * average(loop -> loop.busy.mean()));
        meters.gauge(
                Catalogue.EVENT_LOOP_LAG,
                () -> loops.stream().mapToDouble(Loop::lagSeconds).max().orElse(0));
    }

    /** Watches the event loop that calls, from now on; once, however often it calls. */
    public void watchThis() {
        if (watched.add(Thread.currentThread())) {
            Loop loop = new Loop();
            loops.add(loop);
            vertx.setPeriodic(SECOND_MILLIS, timer -> loop.look(System.nanoTime()));
        }
    }

    private double average(ToDoubleFunction<Loop> figure) {
        return loops.stream().mapToDouble(figure).average().orElse(0);
    }

    private final class Loop {

        private final RecentMean busy = new RecentMean(threads::getCurrentThreadCpuTime);
        private final long[] lateNanos = new long[SECONDS];
        private long lastNanos = System.nanoTime();
        private int second;
        private volatile long latestNanos;

        /** On the event loop. */
        void look(long nowNanos) {
            busy.look(nowNanos);
            lateNanos[second++ % SECONDS] = Math.max(0, nowNanos - lastNanos - SECOND_MILLIS * 1_000_000);
            lastNanos = nowNanos;
            long latest = 0;
            for (long late : lateNanos) {
                latest = Math.max(latest, late);
            }
            latestNanos = latest;
        }

        double lagSeconds() {
            return latestNanos / 1e9;
        }
    }
}
