package boxoffice.metrics.watch;

import boxoffice.metrics.cloudwatch.Series;
import boxoffice.metrics.watch.Alarm.Query;
import java.util.ArrayList;
import java.util.List;

/** Every CloudWatch alarm, each with the first thing to do. */
final class Alarms {

    private static final int MINUTE = 60;
    private static final int INSTANCES_IN_A_WINDOW = 3;

    private static final List<Alarm> ALL = List.of(
            new Builder(
                            "boxoffice-scale-in",
                            "Instances were idle for 15 minutes and no opening is near: one is taken away.")
                    .metric("cpu", Metric.cpu(), "Average")
                    .series("window", Series.OPENING_WINDOW, "Maximum")
                    .when("IF(FILL(window, 0) > 0, 100, cpu)", "LessThanThreshold", 20, 900, 1)
                    .tells("${scale_in_policy}")
                    .then("nothing to do; if it takes instances away that are needed, raise the group's minimum."),
            new Builder("boxoffice-capacity-missing", "An opening is near and fewer than three instances serve.")
                    .metric("instances", Metric.instances(), "Minimum")
                    .series("window", Series.OPENING_WINDOW, "Maximum")
                    .when(
                            "IF(FILL(window, 0) > 0, instances, " + INSTANCES_IN_A_WINDOW + ")",
                            "LessThanThreshold",
                            INSTANCES_IN_A_WINDOW,
                            MINUTE,
                            2)
                    .then(
                            "set the group's minimum and desired capacity to 3 by hand; then read its activity history for"
                                    + " what it could not start."),
            new Builder("boxoffice-writer-silent", "Claims have waited for the writer for more than three seconds.")
                    .series("age", Series.CLAIM_QUEUE_AGE, "Maximum")
                    .when("age", "GreaterThanThreshold", 3, MINUTE, 1)
                    .then(
                            "look whether the cluster is failing over; if not within two minutes, fail over to the replica"
                                    + " of tier 0 yourself. No acknowledged ticket is lost by it."),
            new Builder("boxoffice-writer-busy", "The writer's CPU is above 85 percent.")
                    .metric("cpu", Metric.database("CPUUtilization", "WRITER"), "Maximum")
                    .when("cpu", "GreaterThanThreshold", 85, MINUTE, 5)
                    .then("outside a window scale the writer up; in a window leave it alone, claims queue and go on."),
            new Builder("boxoffice-outcome-unknown", "Members were told that the outcome of their claim is unknown.")
                    .series("unknown", Series.CLAIMS_UNDETERMINED, "Sum")
                    .when("unknown", "GreaterThanThreshold", 10, MINUTE, 1)
                    .then(
                            "the writer changed or its network broke; check that it is over. Asking again gives each member"
                                    + " the truth."),
            new Builder("boxoffice-audit-breach", "The books of an opening did not add up, so it was frozen.")
                    .series("breaches", Series.AUDIT_BREACHES, "Sum")
                    .when("breaches", "GreaterThanThreshold", 0, MINUTE, 1)
                    .then(
                            "read the reason at /api/admin/openings/{id}/audit-log. No ticket is given meanwhile: repair the"
                                    + " tables first, then resume; an opening that is still wrong is frozen again."),
            new Builder("boxoffice-replica-lag", "What is shown is more than two seconds behind what is decided.")
                    .metric("lag", Metric.cluster("AuroraReplicaLagMaximum"), "Maximum")
                    .when("lag", "GreaterThanThreshold", 2_000, MINUTE, 3)
                    .then("claims are not affected. Find the long query on the readers and end it, or add a reader."),
            new Builder("boxoffice-openings-old", "Openings are shown from memory, since no reader answers.")
                    .series("age", Series.OPENINGS_AGE, "Maximum")
                    .when("age", "GreaterThanThreshold", 90, MINUTE, 2)
                    .then("look at the readers' health; reboot one that does not answer."),
            new Builder("boxoffice-plan-not-carried-out", "AWS has not been as the openings ask for, for ten minutes.")
                    .series("age", Series.PLAN_AGE, "Maximum")
                    .when("age", "GreaterThanThreshold", 600, MINUTE, 2)
                    .then("ask the preflight of the next opening what is missing; until it is mended, set the group's"
                            + " capacity and the readers by hand, as OPERATIONS.md tells."),
            new Builder("boxoffice-metrics-silent", "No instance has published anything for three minutes.")
                    .series("published", Series.EVENT_LOOP_UTILISATION, "SampleCount")
                    .when("published", "LessThanThreshold", 1, MINUTE, 3)
                    .missing("breaching")
                    .then("ask an instance for /ready; if it answers, the role lacks cloudwatch:PutMetricData or the"
                            + " endpoint is closed: the log says which. Scaling by metrics does not work meanwhile."),
            new Builder("boxoffice-failures", "Requests were answered with a 5xx status other than 503.")
                    .series("failures", Series.HTTP_FAILURES, "Sum")
                    .when("failures", "GreaterThanThreshold", 5, MINUTE, 2)
                    .then("read the log for the first failure; an instance that alone fails is to be terminated."),
            new Builder("boxoffice-balancer-failures", "The balancer itself answered with 5xx: no instance did.")
                    .metric("failures", Metric.balancer("HTTPCode_ELB_5XX_Count"), "Sum")
                    .when("failures", "GreaterThanThreshold", 20, MINUTE, 1)
                    .then("look at the target group: if instances are unhealthy read their /ready, if all are well the"
                            + " balancer is still growing."),
            new Builder("boxoffice-slow", "A claim's answer took more than two seconds.")
                    .series("slowest", Series.CLAIM_TIME_MAX, "Maximum")
                    .when("slowest", "GreaterThanThreshold", 2_000, MINUTE, 2)
                    .then("see on the dashboard who is slow: batches mean the writer, lag of event loops means too few"
                            + " instances."),
            new Builder("boxoffice-event-loops-late", "Event loops come more than half a second late.")
                    .series("lag", Series.EVENT_LOOP_LAG, "Maximum")
                    .when("lag", "GreaterThanThreshold", 0.5, MINUTE, 2)
                    .then("too few instances, or one that collects garbage without end: terminate that one."));

    private Alarms() {}

    static List<Alarm> all() {
        return ALL;
    }

    static String json() {
        return Json.of(ALL.stream().map(Alarm::json).toList());
    }

    /** Collects one alarm in the order in which people think of it. */
    private static final class Builder {

        private final String name;
        private final String meaning;
        private final List<Query> queries = new ArrayList<>();
        private final List<Series> series = new ArrayList<>();
        private String expression = "";
        private String comparison = "";
        private double threshold;
        private int periodSeconds;
        private int periods;
        private String missing = "notBreaching";
        private String action = Alarm.PEOPLE;

        Builder(String name, String meaning) {
            this.name = name;
            this.meaning = meaning;
        }

        Builder metric(String id, Metric metric, String statistic) {
            queries.add(new Query(id, metric, statistic));
            return this;
        }

        Builder series(String id, Series read, String statistic) {
            series.add(read);
            return metric(id, Metric.of(read), statistic);
        }

        Builder when(String judged, String compared, double limit, int seconds, int times) {
            expression = judged;
            comparison = compared;
            threshold = limit;
            periodSeconds = seconds;
            periods = times;
            return this;
        }

        Builder missing(String treatment) {
            missing = treatment;
            return this;
        }

        Builder tells(String told) {
            action = told;
            return this;
        }

        Alarm then(String runbook) {
            return new Alarm(
                    name,
                    meaning,
                    runbook,
                    List.copyOf(queries),
                    expression,
                    comparison,
                    threshold,
                    periodSeconds,
                    periods,
                    periods,
                    missing,
                    action,
                    List.copyOf(series));
        }
    }
}
