package boxoffice.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, to be stopped in the reverse order. Any thread. */
final class StopOrder {

    private static final Logger LOG = LoggerFactory.getLogger(StopOrder.class);

    private final Deque<Supplier<Future<?>>> started = new ArrayDeque<>();
    private boolean stopping;

    /** Remembers how to stop what has just been started; where everything is stopping already, stops it at once. */
    void add(Supplier<Future<?>> stop) {
        synchronized (this) {
            if (!stopping) {
                started.push(stop);
                return;
            }
        }
        stop.get().onFailure(StopOrder::warn);
    }

    /** Stops all, one after the other; goes on where one fails. */
    Future<Void> stop() {
        synchronized (this) {
            stopping = true;
        }
        Promise<Void> all = Promise.promise(); // without a context: its event loop may be among what is stopped
        stopNext(all);
        return all.future();
    }

    private void stopNext(Promise<Void> all) {
        Supplier<Future<?>> next;
        synchronized (this) {
            next = started.poll();
        }
        if (next == null) {
            all.complete();
        } else {
            next.get().onFailure(StopOrder::warn).onComplete(stopped -> stopNext(all));
        }
    }

    private static void warn(Throwable failure) {
        LOG.warn("a part did not stop cleanly", failure);
    }
}
