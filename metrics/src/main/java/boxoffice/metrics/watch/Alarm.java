package boxoffice.metrics.watch;

import boxoffice.metrics.cloudwatch.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One CloudWatch alarm: an expression over queries, compared with a threshold.
 *
 * @param runbook what whoever is woken does first
 * @param action what is told: {@code ${topic}} for people, {@code ${scale_in_policy}} for the policy
 * @param series ours that it reads
 */
record Alarm(
        String name,
        String meaning,
        String runbook,
        List<Query> queries,
        String expression,
        String comparison,
        double threshold,
        int periodSeconds,
        int periods,
        int periodsBad,
        String missingData,
        String action,
        List<Series> series) {

    static final String PEOPLE = "${topic}";

    /** What the expression computes with. */
    record Query(String id, Metric metric, String statistic) {}

    /** As {@code aws cloudwatch put-metric-alarm --cli-input-json} takes it. */
    Map<String, Object> json() {
        List<Map<String, Object>> metrics = new ArrayList<>(queries.stream()
                .map(query -> Json.object(
                        "Id",
                        query.id(),
                        "MetricStat",
                        Json.object(
                                "Metric",
                                Json.object(
                                        "Namespace",
                                        query.metric().namespace(),
                                        "MetricName",
                                        query.metric().name(),
                                        "Dimensions",
                                        query.metric().dimensionObjects()),
                                "Period",
                                periodSeconds,
                                "Stat",
                                query.statistic()),
                        "ReturnData",
                        false))
                .toList());
        metrics.add(Json.object("Id", "judged", "Expression", expression, "Label", name, "ReturnData", true));
        return Json.object(
                "AlarmName", name,
                "AlarmDescription", meaning + " Runbook: " + runbook,
                "Metrics", metrics,
                "ComparisonOperator", comparison,
                "Threshold", threshold,
                "EvaluationPeriods", periods,
                "DatapointsToAlarm", periodsBad,
                "TreatMissingData", missingData,
                "AlarmActions", List.of(action));
    }

    boolean reads(Series wanted) {
        return series.contains(wanted);
    }
}
