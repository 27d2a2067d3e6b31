package boxoffice.metrics.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/** Keeps what it is sent, or fails as it is told. */
final class FakeCloudWatch implements CloudWatchPort {

    final List<PutMetricDataRequest> requests = new ArrayList<>();

    @Nullable RuntimeException failure;

    boolean isClosed;

    @Override
    public String group() {
        return "boxoffice-asg";
    }

    @Override
    public void put(PutMetricDataRequest request) {
        if (failure != null) {
            throw failure;
        }
        requests.add(request);
    }

    @Override
    public void close() {
        isClosed = true;
    }

    List<MetricDatum> last() {
        return requests.get(requests.size() - 1).metricData();
    }

    Optional<MetricDatum> lastOf(Series series) {
        return last().stream()
                .filter(datum -> datum.metricName().equals(series.name()))
                .findFirst();
    }

    double total(Series series) {
        return requests.stream()
                .flatMap(request -> request.metricData().stream())
                .filter(datum -> datum.metricName().equals(series.name()))
                .mapToDouble(MetricDatum::value)
                .sum();
    }
}
