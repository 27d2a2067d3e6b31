package boxoffice.load.report;

import boxoffice.load.audit.Check;
import boxoffice.load.history.Waits;
import boxoffice.load.plan.Crowd;
import boxoffice.load.scrape.Sample;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same figures for a machine. Figures that were not measured are null. */
final class JsonReport {

    private JsonReport() {}

    static String of(Report report) {
        Figures figures = report.figures();
        JsonObject outcomes = new JsonObject();
        figures.outcomes().forEach((outcome, count) -> outcomes.put(outcome.name(), count));
        return new JsonObject()
                .put("passed", report.isPassed())
                .put(
                        "checks",
                        new JsonArray(report.audit().checks().stream()
                                .map(JsonReport::check)
                                .toList()))
                .put("crowd", crowd(figures.settings().crowd()))
                .put("openingId", figures.opening())
                .put("tickets", figures.size())
                .put("outcomes", outcomes)
                .put("memberWaitMillis", waits(figures.member()))
                .put("claimMillis", waits(figures.claim()))
                .put("readMillis", waits(figures.read()))
                .put("sentLateMillis", waits(figures.late()))
                .put("lastTicketMillis", figures.lastTicketMillis())
                .put("claimsPerSecond", figures.claimsPerSecond())
                .put("clockAheadMillis", figures.clockAheadMillis())
                .put("streams", figures.streams())
                .put("auditedBy", figures.books())
                .put("samples", samples(report.result().samples()))
                .encodePrettily();
    }

    private static JsonObject check(Check check) {
        return new JsonObject()
                .put("promise", check.promise())
                .put("verdict", check.verdict().name())
                .put("figure", check.figure());
    }

    private static JsonObject crowd(Crowd crowd) {
        return new JsonObject()
                .put("members", crowd.members())
                .put("doubleClicksPercent", crowd.doubleClicksPercent())
                .put("giveBacksPercent", crowd.giveBacksPercent())
                .put("spreadMillis", crowd.spread().toMillis())
                .put("reloads", crowd.reloads())
                .put("leadMillis", crowd.lead().toMillis())
                .put("seed", crowd.seed());
    }

    private static JsonObject waits(Waits waits) {
        return new JsonObject()
                .put("count", waits.micros().getTotalCount())
                .put("p50", waits.percentileMillis(50))
                .put("p90", waits.percentileMillis(90))
                .put("p99", waits.percentileMillis(99))
                .put("p999", waits.percentileMillis(99.9))
                .put("max", waits.maxMillis());
    }

    private static JsonArray samples(List<Sample> samples) {
        return new JsonArray(samples.stream()
                .map(sample -> new JsonObject()
                        .put("atMillis", sample.atNanos() / 1_000_000)
                        .put("queueDepth", finite(sample.queueDepth()))
                        .put("batches", finite(sample.batches()))
                        .put("batchedClaims", finite(sample.batchedClaims()))
                        .put("cpuMillis", finite(sample.cpuNanos() / 1e6)))
                .toList());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
