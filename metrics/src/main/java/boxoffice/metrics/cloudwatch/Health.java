package boxoffice.metrics.cloudwatch;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether CloudWatch takes what it is sent: every time in a meter, and in the log only when that changes. Thread-safe.
 */
final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(CloudWatchPublisher.class);

    private record Counters(Counter accepted, Counter lost) {}

    private final AtomicReference<@Nullable Counters> counters = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();

    /** Why the last step was lost; empty where it was accepted, or none was sent yet. */
    Optional<Throwable> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    void countIn(Meters meters) {
        counters.set(new Counters(
                meters.counter(Catalogue.CLOUDWATCH_PUBLICATIONS, "accepted"),
                meters.counter(Catalogue.CLOUDWATCH_PUBLICATIONS, "lost")));
    }

    void accepted() {
        Counters counting = counters.get();
        if (counting != null) {
            counting.accepted().increment();
        }
        if (trouble.getAndSet(null) != null) {
            LOG.info("CloudWatch takes the metrics again");
        }
    }

    void lost(Throwable why) {
        Counters counting = counters.get();
        if (counting != null) {
            counting.lost().increment();
        }
        if (trouble.getAndSet(why) == null) {
            LOG.warn(
                    "CloudWatch does not take the metrics, so its alarms and policies see none; the service goes on,"
                            + " and this is not told again until it heals: {}",
                    String.valueOf(why));
        }
    }
}
