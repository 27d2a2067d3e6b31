package boxoffice.metrics.cloudwatch;

import java.io.PrintStream;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/** No CloudWatch at all: a line for each number. */
final class PrintedPort implements CloudWatchPort {

    private final String group;
    private final PrintStream out;

    PrintedPort(String group, PrintStream out) {
        this.group = group;
        this.out = out;
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public void put(PutMetricDataRequest request) {
        for (MetricDatum datum : request.metricData()) {
            out.printf(
                    "%s %s %s %s %s %s%n",
                    datum.timestamp(),
                    request.namespace(),
                    datum.metricName(),
                    datum.value(),
                    datum.unitAsString(),
                    datum.dimensions().get(0).value());
        }
    }

    @Override
    public void close() {}
}
