package boxoffice.metrics.cloudwatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * The client that Micrometer is given. It lets the {@link Series} pass and nothing else, with their names, units,
 * dimension, time and resolution, and sends them on the thread that asks. A failure ends here: it is counted, told
 * once, and the step's numbers are lost.
 */
final class Outbox implements CloudWatchAsyncClient {

    private static final Map<String, Series> BY_DATUM =
            Series.all().stream().collect(Collectors.toUnmodifiableMap(Series::datumName, Function.identity()));

    private final Supplier<CloudWatchPort> opening;
    private final Health health;

    @GuardedBy("this") private @Nullable CloudWatchPort port;

    @GuardedBy("this") private Step step = new Step(Instant.EPOCH, false);

    /** When the step ended whose numbers come next, and whether it was one of ten seconds. */
    record Step(Instant end, boolean isFine) {}

    Outbox(Supplier<CloudWatchPort> opening, Health health) {
        this.opening = opening;
        this.health = health;
    }

    synchronized void next(Step ended) {
        step = ended;
    }

    @Override
    public synchronized CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
        try {
            if (port == null) {
                port = opening.get();
            }
            String group = port.group();
            Step ended = step;
            List<MetricDatum> data = request.metricData().stream()
                    .filter(datum -> BY_DATUM.containsKey(datum.metricName()))
                    .map(datum -> addressed(datum, group, ended))
                    .toList();
            port.put(request.toBuilder().metricData(data).build());
            health.accepted();
        } catch (RuntimeException failure) {
            health.lost(failure);
        }
        return CompletableFuture.completedFuture(PutMetricDataResponse.builder().build());
    }

    private static MetricDatum addressed(MetricDatum datum, String group, Step step) {
        Series series = BY_DATUM.get(datum.metricName());
        if (series == null) {
            throw new IllegalArgumentException("not on the list: " + datum.metricName());
        }
        boolean fine = step.isFine() && series.resolution() == Resolution.TEN_SECONDS_IN_A_WINDOW;
        return datum.toBuilder()
                .metricName(series.name())
                .unit(series.standardUnit())
                .dimensions(
                        Dimension.builder().name(Series.DIMENSION).value(group).build())
                .timestamp(step.end().minusMillis(1)) // of the minute in which it happened, not of the next
                .storageResolution(fine ? 1 : 60)
                .build();
    }

    @Override
    public String serviceName() {
        return "cloudwatch";
    }

    @Override
    public synchronized void close() {
        if (port != null) {
            port.close();
        }
    }
}
