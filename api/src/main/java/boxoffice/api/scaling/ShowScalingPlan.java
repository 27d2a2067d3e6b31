package boxoffice.api.scaling;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.domain.scaling.Hold;
import boxoffice.domain.scaling.ScalingPlan;
import boxoffice.domain.scaling.ScalingRules;
import boxoffice.domain.scaling.Timetable;
import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Tells operators what the openings ask for when, whether or not this service carries it out. */
public final class ShowScalingPlan implements Endpoint {

    private static final int SHOWN_MAX = 60;

    private final OpeningBoard board;
    private final PlanKeeper plan;
    private final Clock clock;

    public ShowScalingPlan(OpeningBoard board, PlanKeeper plan, Clock clock) {
        this.board = board;
        this.plan = plan;
        this.clock = clock;
    }

    @Override
    public String operationId() {
        return "showScalingPlan";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return board.openingTimes()
                .map(openings -> Answer.json(
                        200,
                        new JsonObject().put("on", plan.state().on()).put("holds", holds(openings, clock.instant()))));
    }

    private record Shown(String of, Timetable timetable, Hold hold) {}

    static JsonArray holds(List<Instant> openings, Instant now) {
        ScalingPlan asked = ScalingPlan.of(openings, ScalingRules.DEFAULT);
        JsonArray json = new JsonArray();
        Stream.concat(ahead("instances", asked.instances(), now), ahead("readers", asked.readers(), now))
                .sorted(Comparator.comparing(shown -> shown.hold().from()))
                .limit(SHOWN_MAX)
                .forEach(shown -> json.add(new JsonObject()
                        .put("of", shown.of())
                        .put("from", shown.hold().from().toString())
                        .put("until", shown.hold().until().toString())
                        .put("full", shown.timetable().capacity().full())
                        .put("idle", shown.timetable().capacity().idle())
                        .put("held", shown.hold().covers(now))));
        return json;
    }

    private static Stream<Shown> ahead(String of, Timetable timetable, Instant now) {
        return timetable.holds().stream()
                .filter(hold -> now.isBefore(hold.until()))
                .map(hold -> new Shown(of, timetable, hold));
    }
}
