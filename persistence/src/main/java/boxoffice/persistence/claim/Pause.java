package boxoffice.persistence.claim;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the claim path waits; a simulation waits in its own time. */
interface Pause {

    /** Completes this much later. */
    Future<Void> of(Duration duration);

    /** By Vert.x's timers, to the millisecond. */
    static Pause on(Vertx vertx) {
        return duration -> vertx.timer(Math.max(1, duration.toMillis()), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }
}
