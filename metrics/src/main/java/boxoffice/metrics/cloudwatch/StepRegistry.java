package boxoffice.metrics.cloudwatch;

import boxoffice.metrics.MeterDefinition.OfCounter;
import boxoffice.metrics.MeterDefinition.OfTimer;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/**
 * Micrometer's registry for CloudWatch without a schedule of its own, and with the meters of the {@link Series} only: a
 * meter outside the list is never made here, so it costs nothing, neither money nor time.
 */
final class StepRegistry extends CloudWatchMeterRegistry {

    private final StepClock stepClock;

    static StepRegistry sendingTo(CloudWatchAsyncClient client, String namespace) {
        return new StepRegistry(client, namespace, new StepClock());
    }

    private StepRegistry(CloudWatchAsyncClient client, String namespace, StepClock clock) {
        super(new Unscheduled(namespace), clock, client);
        stepClock = clock;
        MeterRegistry.Config unused = config().meterFilter(new AllowList());
        Series.all().forEach(this::startAtZero);
    }

    /** Also where a tag is open, and nobody knows its values before they come. */
    private void startAtZero(Series series) {
        if (series.meter() instanceof OfCounter) {
            Counter unused = counter(series.meterNameInRegistry());
        } else if (series.meter() instanceof OfTimer) {
            Timer unused = timer(series.meterNameInRegistry());
        }
    }

    /** Ends the step, and sends its numbers on the caller's thread. */
    void sendStep() {
        stepClock.endStep();
        publish();
    }

    private record Unscheduled(String namespace) implements CloudWatchConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public boolean enabled() {
            return false; // no threads of its own
        }

        @Override
        public Duration step() {
            return Duration.ofMillis(StepClock.STEP_MILLIS);
        }
    }

    private static final class AllowList implements MeterFilter {

        private static final int STEPS_OF_A_MAXIMUM = 2; // the one that ends, and the one that begins

        private final Set<String> allowed =
                Series.all().stream().map(Series::meterNameInRegistry).collect(Collectors.toUnmodifiableSet());

        @Override
        public Meter.Id map(Meter.Id id) {
            Optional<Series> series =
                    Series.all().stream().filter(each -> each.takes(id)).findFirst();
            if (series.isPresent()) {
                return id.withName(series.get().meterNameInRegistry()).replaceTags(Tags.empty());
            }
            return id.getTags().isEmpty() ? id : id.withName("not.for.cloudwatch");
        }

        @Override
        public MeterFilterReply accept(Meter.Id id) {
            return allowed.contains(id.getName()) ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
        }

        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            return DistributionStatisticConfig.builder()
                    .expiry(Duration.ofMillis(StepClock.STEP_MILLIS))
                    .bufferLength(STEPS_OF_A_MAXIMUM)
                    .build()
                    .merge(config);
        }
    }
}
