package boxoffice.api.scaling;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.api.scaling.Preflights.Report;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.scaling.ScalingRules;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.scaling.preflight.Finding;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells operators whether an opening can take place as planned, and what to do where it cannot. */
public final class ShowPreflight implements Endpoint {

    private static final Problem NO_SUCH_OPENING = Problem.notFound("there is no such opening, or it has closed");

    private static final Problem BUSY =
            new Problem(503, "busy", "Busy", "another opening is being looked at: ask again in a moment").retryAfter(2);

    private final OpeningBoard board;
    private final Preflights preflights;
    private final Clock clock;

    public ShowPreflight(OpeningBoard board, Preflights preflights, Clock clock) {
        this.board = board;
        this.preflights = preflights;
        this.clock = clock;
    }

    @Override
    public String operationId() {
        return "showPreflight";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningId id = OpeningId.parse(call.path("openingId")).orElseThrow(() -> new ProblemException(NO_SUCH_OPENING));
        return board.planned()
                .compose(openings -> preflights.of(
                        ahead(id, openings),
                        openings.stream().map(each -> each.window().opensAt()).toList()))
                .map(report -> Answer.json(200, json(report.orElseThrow(() -> new ProblemException(BUSY))))
                        .with("Cache-Control", "no-store"));
    }

    private Opening ahead(OpeningId id, List<Opening> openings) {
        Opening opening = openings.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(NO_SUCH_OPENING));
        Instant letGo = opening.window().opensAt().plus(ScalingRules.DEFAULT.hold());
        if (clock.instant().isBefore(letGo)) {
            return opening;
        }
        throw new ProblemException(Problem.conflict(
                "it opened at " + opening.window().opensAt() + ", and nothing is held for it any more"));
    }

    private static JsonObject json(Report report) {
        JsonArray findings = new JsonArray();
        report.findings().forEach(finding -> findings.add(json(finding)));
        return new JsonObject()
                .put("openingId", report.opening().id().toString())
                .put("opensAt", report.opening().window().opensAt().toString())
                .put("checkedAt", report.at().toString())
                .put("moment", report.moment().label())
                .put("go", report.isGo())
                .put("findings", findings);
    }

    private static JsonObject json(Finding finding) {
        JsonObject json = new JsonObject().put("check", finding.check());
        if (finding instanceof Finding.Failed failed) {
            json.put("status", "notOk").put("found", finding.found()).put("advice", failed.advice());
        } else if (finding instanceof Finding.NotChecked unknown) {
            json.put("status", "unknown").put("found", finding.found()).put("advice", unknown.advice());
        } else {
            json.put("status", "ok").put("found", finding.found());
        }
        return json;
    }
}
