package boxoffice.metrics.watch;

import boxoffice.metrics.cloudwatch.Series;
import java.util.List;
import java.util.Map;

/** A metric in CloudWatch that somebody looks at: one of ours, or one that AWS publishes by itself. */
record Metric(String namespace, String name, List<String> dimensions) {

    /** What whoever installs dashboards and alarms fills in, in the manner of Terraform's templates. */
    static final String NAMESPACE = "${namespace}";

    static Metric of(Series series) {
        return new Metric(NAMESPACE, series.name(), List.of(Series.DIMENSION, "${group}"));
    }

    static Metric instances() {
        return new Metric("AWS/AutoScaling", "GroupInServiceInstances", List.of(Series.DIMENSION, "${group}"));
    }

    static Metric cpu() {
        return new Metric("AWS/EC2", "CPUUtilization", List.of(Series.DIMENSION, "${group}"));
    }

    /** @param role {@code WRITER} or {@code READER} */
    static Metric database(String name, String role) {
        return new Metric("AWS/RDS", name, List.of("DBClusterIdentifier", "${cluster}", "Role", role));
    }

    static Metric cluster(String name) {
        return new Metric("AWS/RDS", name, List.of("DBClusterIdentifier", "${cluster}"));
    }

    static Metric balancer(String name) {
        return new Metric("AWS/ApplicationELB", name, List.of("LoadBalancer", "${load_balancer}"));
    }

    /** As alarms want them. */
    List<Map<String, Object>> dimensionObjects() {
        return java.util.stream.IntStream.range(0, dimensions.size() / 2)
                .mapToObj(i -> Json.object("Name", dimensions.get(2 * i), "Value", dimensions.get(2 * i + 1)))
                .toList();
    }
}
