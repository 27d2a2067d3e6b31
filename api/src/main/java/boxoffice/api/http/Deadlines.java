package boxoffice.api.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ends requests that take too long with a 503, those too whose body only drips in. An answer that has begun and is
 * written bit by bit may take as long as it likes.
 *
 * <p>One timer looks after all requests of an event loop, so one may live a sweep longer than its limit. A timer for
 * each request, as the router's own handler has it, costs more than all the rest of the router. Confined to one event
 * loop.
 */
final class Deadlines implements PlatformHandler {

    static final Duration SWEEP = Duration.ofMillis(250);

    private record Running(long deadlineNanos, Runnable late) {}

    private final long limitNanos;
    private final LongSupplier nanoClock;
    private final Map<HttpServerRequest, Running> oldestFirst = new LinkedHashMap<>();

    Deadlines(Duration limit, LongSupplier nanoClock) {
        this.limitNanos = limit.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Sweeps until the event loop ends. */
    static Deadlines on(Vertx vertx, Duration limit) {
        Deadlines deadlines = new Deadlines(limit, System::nanoTime);
        long sweeps = vertx.setPeriodic(SWEEP.toMillis(), due -> deadlines.sweep());
        assert sweeps >= 0;
        return deadlines;
    }

    /** From now on the request must be answered within the limit. */
    @Override
    public void handle(RoutingContext context) {
        long started = start(context.request(), () -> context.fail(503));
        assert nanoClock.getAsLong() - started >= 0;
        int handler = context.addEndHandler(ended -> end(context.request()));
        assert handler >= 0;
        context.next();
    }

    /**
     * The same without a router: {@code late} is run unless the request ends in time.
     *
     * @return now, by {@link System#nanoTime()}: reading a clock is a part of what a plain answer costs
     */
    long start(HttpServerRequest request, Runnable late) {
        long now = nanoClock.getAsLong();
        oldestFirst.put(request, new Running(now + limitNanos, late));
        return now;
    }

    void end(HttpServerRequest request) {
        oldestFirst.remove(request);
    }

    void sweep() {
        removeLate(nanoClock.getAsLong()).forEach((request, running) -> {
            if (!request.response().ended() && !request.response().headWritten()) {
                running.late().run();
            }
        });
    }

    /** All of them before the first is answered: an answer lets the next request of its connection in. */
    private Map<HttpServerRequest, Running> removeLate(long now) {
        Map<HttpServerRequest, Running> late = new LinkedHashMap<>();
        Iterator<Map.Entry<HttpServerRequest, Running>> requests =
                oldestFirst.entrySet().iterator();
        while (requests.hasNext()) {
            Map.Entry<HttpServerRequest, Running> oldest = requests.next();
            if (oldest.getValue().deadlineNanos() - now > 0) {
                break;
            }
            requests.remove();
            late.put(oldest.getKey(), oldest.getValue());
        }
        return late;
    }
}
