package boxoffice.api.report;

import boxoffice.domain.opening.Opening;
import boxoffice.persistence.report.Answered;
import boxoffice.persistence.report.Latencies;
import boxoffice.persistence.report.OpeningReport;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A report, as JSON. What is not known is left out. */
final class ReportJson {

    private static final Map<String, Integer> PERCENTILES =
            new TreeMap<>(Map.of("p50", 500, "p90", 900, "p99", 990, "p999", 999));

    private ReportJson() {}

    /** For everybody: nothing about persons. */
    static JsonObject publicOf(OpeningReport report) {
        Opening opening = report.opening();
        JsonObject json = new JsonObject()
                .put("openingId", opening.id().toString())
                .put("title", opening.title())
                .put("movie", opening.movie())
                .put("opensAt", opening.window().opensAt().toString())
                .put("closesAt", opening.window().closesAt().toString())
                .put("size", report.size())
                .put("asked", report.asked())
                .put("issued", report.issued());
        report.firstAt().ifPresent(at -> json.put("firstAt", at.toString()));
        report.soldOutAt().ifPresent(at -> json.put("soldOutAt", at.toString()));
        report.timeToSellOut().ifPresent(time -> json.put("secondsToSellOut", seconds(time)));
        report.busiest()
                .ifPresent(busiest -> json.put(
                        "busiestSecond",
                        new JsonObject().put("at", busiest.second().toString()).put("granted", busiest.granted())));
        return json.put("answerMillis", percentiles(report.tally().latencies()));
    }

    /** For operators. */
    static JsonObject of(OpeningReport report) {
        JsonObject json = publicOf(report)
                .put("granted", report.granted())
                .put("returned", report.returned())
                .put("redeemed", report.redeemed())
                .put("watching", report.watching())
                .put("answers", answers(report));
        report.lastAt().ifPresent(at -> json.put("lastAt", at.toString()));
        return json;
    }

    private static JsonObject answers(OpeningReport report) {
        JsonObject answers = new JsonObject();
        for (Answered how : Answered.values()) {
            answers.put(spelled(how), report.tally().answered(how));
        }
        return answers;
    }

    private static String spelled(Answered how) {
        return switch (how) {
            case GRANTED -> "granted";
            case ALREADY_HELD -> "alreadyHeld";
            case SOLD_OUT -> "soldOut";
            case NOT_YET_OPEN -> "notOpenYet";
            case CLOSED -> "closed";
            case FROZEN -> "frozen";
            case DEFERRED -> "busy";
            case UNDETERMINED -> "outcomeUnknown";
        };
    }

    private static JsonObject percentiles(Latencies latencies) {
        JsonObject json = new JsonObject();
        PERCENTILES.forEach((name, perThousand) -> latencies
                .ofThousand(perThousand)
                .ifPresent(time -> json.put(name, Math.round(time.toNanos() / 1e5) / 10.0)));
        return json;
    }

    private static double seconds(Duration time) {
        return Math.round(time.toNanos() / 1e6) / 1e3;
    }
}
