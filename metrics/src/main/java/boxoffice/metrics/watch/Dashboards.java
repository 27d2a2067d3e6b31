package boxoffice.metrics.watch;

import static boxoffice.metrics.watch.Line.BLUE;
import static boxoffice.metrics.watch.Line.GREEN;
import static boxoffice.metrics.watch.Line.GREY;
import static boxoffice.metrics.watch.Line.ORANGE;
import static boxoffice.metrics.watch.Line.PURPLE;
import static boxoffice.metrics.watch.Line.RED;

import boxoffice.metrics.cloudwatch.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an operator looks at: in the first row whether it goes well, below it why not. Thresholds are drawn by the
 * alarms' widget, which turns red.
 */
final class Dashboards {

    private static final int FINE = 10;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    private Dashboards() {}

    static List<Panel> openingDay() {
        return List.of(
                Panel.number("Opens in", 4, FINE, "s", Line.of(Series.OPENING_COUNTDOWN, "seconds", BLUE)),
                Panel.number("Tickets left", 4, FINE, "", Line.of(Series.TICKETS_LEFT, "tickets", GREEN)),
                Panel.number("Sold out after", 4, FINE, "s", Line.of(Series.SELL_OUT_TIME, "seconds", GREEN)),
                Panel.number("Members present", 4, FINE, "", present(BLUE)),
                Panel.number(
                        "Instances in service",
                        4,
                        MINUTE,
                        "",
                        Line.of(Metric.instances(), "Average", "instances", BLUE)),
                Panel.number("Failed answers", 4, FINE, "", Line.of(Series.HTTP_FAILURES, "5xx", RED)),
                claimsPerSecond(),
                Panel.chart(
                        "A claim's answer takes",
                        12,
                        FINE,
                        "ms",
                        Line.hidden("sum", Series.CLAIM_TIME_SUM),
                        Line.hidden("count", Series.CLAIM_TIME_COUNT),
                        Line.of(Series.CLAIM_TIME_MAX, "slowest", ORANGE),
                        Line.computed("IF(count > 0, sum / count)", "mean", BLUE)),
                Panel.chart("Tickets left", 8, FINE, "tickets", Line.of(Series.TICKETS_LEFT, "left", GREEN)),
                Panel.chart(
                        "Members",
                        8,
                        FINE,
                        "",
                        present(BLUE),
                        total(Series.HTTP_CONNECTIONS, "connections", GREY),
                        total(Series.STREAMS_OPEN, "streams", GREEN),
                        total(Series.HTTP_IN_FLIGHT, "requests on the way", ORANGE),
                        total(Series.CLAIM_QUEUE_DEPTH, "claims that wait for a batch", RED)),
                Panel.chart(
                        "Not well",
                        8,
                        FINE,
                        "answers",
                        Line.of(Series.HTTP_FAILURES, "failed (5xx)", RED),
                        Line.of(Series.HTTP_BUSY, "busy, ask again (503)", ORANGE),
                        Line.of(Series.CLAIMS_UNDETERMINED, "outcome unknown", PURPLE),
                        Line.of(Series.CONNECTIONS_REFUSED, "no connection to the database", GREY)),
                Panel.chart(
                        "Instances: busy",
                        8,
                        FINE,
                        "%",
                        Line.of(Series.EVENT_LOOP_UTILISATION, "event loops, busiest", ORANGE),
                        Line.of(Metric.of(Series.EVENT_LOOP_UTILISATION), "Average", "event loops, mean", BLUE),
                        Line.of(Metric.cpu(), "Average", "CPU, mean", GREY)),
                Panel.chart(
                        "Instances and readers",
                        8,
                        MINUTE,
                        "",
                        Line.of(Metric.instances(), "Average", "instances in service", BLUE),
                        Line.of(Metric.database("CPUUtilization", "READER"), "SampleCount", "readers", GREEN)),
                Panel.chart(
                        "Event loops are late by",
                        8,
                        FINE,
                        "s",
                        Line.of(Series.EVENT_LOOP_LAG, "latest timer", ORANGE)),
                Panel.chart(
                        "Writer",
                        8,
                        FINE,
                        "",
                        Line.of(Series.BATCH_TIME_MAX, "slowest batch, ms", ORANGE),
                        Line.of(Series.BATCH_SIZE_MAX, "largest batch, claims", BLUE),
                        Line.of(Metric.database("CPUUtilization", "WRITER"), "Maximum", "CPU %", GREY)),
                Panel.chart(
                        "Connections to the database",
                        8,
                        FINE,
                        "",
                        total(Series.WRITER_BUSY_CONNECTIONS, "writer, busy", ORANGE),
                        total(Series.READER_BUSY_CONNECTIONS, "readers, busy", BLUE),
                        Line.of(Series.WRITER_WAITING, "wait for the writer", RED),
                        Line.of(Series.READER_WAITING, "wait for a reader", PURPLE)),
                Panel.chart(
                        "No writer, and readers behind, for",
                        8,
                        FINE,
                        "s",
                        Line.of(Series.WRITER_SILENCE, "no writer", RED),
                        Line.of(Series.READER_LAG, "reader furthest behind", ORANGE)));
    }

    static List<Panel> ordinaryDay() {
        return List.of(
                Panel.number("Next opening in", 6, MINUTE, "s", Line.of(Series.OPENING_COUNTDOWN, "seconds", BLUE)),
                Panel.number("Requests in an hour", 6, HOUR, "", Line.of(Series.HTTP_REQUESTS, "requests", BLUE)),
                Panel.number("Failed answers in an hour", 6, HOUR, "", Line.of(Series.HTTP_FAILURES, "5xx", RED)),
                Panel.number(
                        "Instances in service",
                        6,
                        MINUTE,
                        "",
                        Line.of(Metric.instances(), "Average", "instances", BLUE)),
                Panel.chart(
                        "Answers in a minute",
                        12,
                        MINUTE,
                        "answers",
                        Line.of(Series.HTTP_REQUESTS, "all", BLUE),
                        Line.of(Series.HTTP_BUSY, "busy (503)", ORANGE),
                        Line.of(Series.HTTP_FAILURES, "failed (5xx)", RED)),
                Panel.chart(
                        "Answers take, as the balancer sees it",
                        12,
                        MINUTE,
                        "s",
                        Line.of(Metric.balancer("TargetResponseTime"), "p99", "p99", ORANGE),
                        Line.of(Metric.balancer("TargetResponseTime"), "p50", "p50", BLUE)),
                Panel.chart(
                        "Instances: busy",
                        8,
                        MINUTE,
                        "%",
                        Line.of(Metric.cpu(), "Average", "CPU, mean", GREY),
                        Line.of(Metric.of(Series.EVENT_LOOP_UTILISATION), "Average", "event loops, mean", BLUE)),
                Panel.chart(
                        "Writer and readers",
                        8,
                        MINUTE,
                        "CPU %",
                        Line.of(Metric.database("CPUUtilization", "WRITER"), "Maximum", "writer", ORANGE),
                        Line.of(Metric.database("CPUUtilization", "READER"), "Maximum", "readers", BLUE)),
                Panel.chart(
                        "Connections that are busy",
                        8,
                        MINUTE,
                        "",
                        total(Series.WRITER_BUSY_CONNECTIONS, "writer", ORANGE),
                        total(Series.READER_BUSY_CONNECTIONS, "readers", BLUE)),
                Panel.chart(
                        "Openings in memory are old by",
                        8,
                        MINUTE,
                        "s",
                        Line.of(Series.OPENINGS_AGE, "oldest", ORANGE)),
                Panel.chart(
                        "Replicas lag by",
                        8,
                        MINUTE,
                        "ms",
                        Line.of(Metric.cluster("AuroraReplicaLagMaximum"), "Maximum", "most", ORANGE)),
                Panel.chart(
                        "Claims that lead nowhere",
                        8,
                        MINUTE,
                        "claims",
                        Line.of(Series.CLAIMS_ELSEWHERE, "closed or unknown opening", GREY),
                        Line.of(Series.BATCHES_UNKNOWN, "batches whose commit was doubtful", PURPLE)),
                Panel.chart(
                        "Changes of the writer",
                        12,
                        MINUTE,
                        "",
                        Line.of(Series.WRITER_LOSSES, "losses, as an instance saw them", RED)),
                Panel.chart(
                        "AWS was last as planned before",
                        12,
                        MINUTE,
                        "s",
                        Line.of(Series.PLAN_AGE, "longest ago", ORANGE)));
    }

    /** As CloudWatch takes it, the alarms on top of it. */
    static String json(List<Panel> panels) {
        Map<String, Object> alarms = Json.object(
                "type",
                "alarm",
                "x",
                0,
                "y",
                0,
                "width",
                Panel.COLUMNS,
                "height",
                2,
                "properties",
                Json.object(
                        "title",
                        "Alarms",
                        "alarms",
                        Alarms.all().stream()
                                .map(alarm -> "arn:aws:cloudwatch:${region}:${account}:alarm:" + alarm.name())
                                .toList()));
        List<Map<String, Object>> widgets = new ArrayList<>(List.of(alarms));
        for (Map<String, Object> widget : Panel.laidOut(panels)) {
            widget.compute("y", (key, y) -> y instanceof Integer row ? row + 2 : 2);
            widgets.add(widget);
        }
        return Json.of(Json.object("periodOverride", "inherit", "widgets", widgets));
    }

    private static Panel claimsPerSecond() {
        List<Outcome> outcomes = List.of(
                new Outcome(Series.CLAIMS_GRANTED, "granted", GREEN),
                new Outcome(Series.CLAIMS_ALREADY_HELD, "held already", BLUE),
                new Outcome(Series.CLAIMS_SOLD_OUT, "sold out", GREY),
                new Outcome(Series.CLAIMS_NOT_YET_OPEN, "not yet open", ORANGE),
                new Outcome(Series.CLAIMS_DEFERRED, "busy, ask again", PURPLE),
                new Outcome(Series.CLAIMS_UNDETERMINED, "outcome unknown", RED));
        List<Line> lines = IntStream.range(0, outcomes.size())
                .boxed()
                .flatMap(i -> Stream.of(
                        Line.hidden("m" + i, outcomes.get(i).series()),
                        Line.computed(
                                "m" + i + " / PERIOD(m" + i + ")",
                                outcomes.get(i).label(),
                                outcomes.get(i).color())))
                .toList();
        return new Panel("Claims answered in a second", "timeSeries", 12, 6, FINE, true, "claims/s", lines);
    }

    private record Outcome(Series series, String label, String color) {}

    private static Line present(String color) {
        return total(Series.MEMBERS_PRESENT, "members present", color);
    }

    /** All instances together: each sends one number for a step. */
    private static Line total(Series gauge, String label, String color) {
        return Line.of(Metric.of(gauge), "Sum", label, color);
    }
}
