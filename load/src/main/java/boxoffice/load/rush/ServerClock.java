package boxoffice.load.rush;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * How far the service's clock is ahead of this one. Each answer bounds it from below, since its time was read before it
 * arrived; the largest bound counts. So the crowd is never early by it, and late by less than the shortest answer took.
 */
final class ServerClock {

    private static final int SAMPLES = 10;

    private ServerClock() {}

    static Future<Duration> aheadBy(Supplier<Future<Opening>> show) {
        return sample(show).compose(first -> improve(show, first, SAMPLES - 1));
    }

    private static Future<Duration> improve(Supplier<Future<Opening>> show, Duration best, int samples) {
        if (samples == 0) {
            return Future.succeededFuture(best);
        }
        return sample(show).compose(next -> improve(show, next.compareTo(best) > 0 ? next : best, samples - 1));
    }

    private static Future<Duration> sample(Supplier<Future<Opening>> show) {
        return show.get().map(opening -> Duration.between(Instant.now(), opening.serverTime()));
    }
}
