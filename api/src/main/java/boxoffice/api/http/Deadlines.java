package boxoffice.api.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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

    private final long limitNanos;
    private final LongSupplier nanoClock;
    private final Map<RoutingContext, Long> oldestFirst = new LinkedHashMap<>();

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

    /** The request must be answered from now on within the limit. */
    @Override
    public void handle(RoutingContext context) {
        oldestFirst.put(context, nanoClock.getAsLong() + limitNanos);
        int handler = context.addEndHandler(ended -> oldestFirst.remove(context));
        assert handler >= 0;
        context.next();
    }

    void sweep() {
        for (RoutingContext late : removeLate(nanoClock.getAsLong())) {
            if (!late.response().ended() && !late.response().headWritten()) {
                late.fail(503);
            }
        }
    }

    /** All of them before the first is answered: an answer lets the next request of its connection in. */
    private List<RoutingContext> removeLate(long now) {
        List<RoutingContext> late = new ArrayList<>(0);
        Iterator<Map.Entry<RoutingContext, Long>> requests =
                oldestFirst.entrySet().iterator();
        while (requests.hasNext()) {
            Map.Entry<RoutingContext, Long> oldest = requests.next();
            if (oldest.getValue() - now > 0) {
                break;
            }
            requests.remove();
            late.add(oldest.getKey());
        }
        return late;
    }
}
