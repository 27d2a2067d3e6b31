package boxoffice.api.scaling;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Tells operators whether AWS is as the openings ask for. */
public final class ShowScaling implements Endpoint {

    private final PlanKeeper plan;

    public ShowScaling(PlanKeeper plan) {
        this.plan = plan;
    }

    @Override
    public String operationId() {
        return "showScaling";
    }

    @Override
    public Future<Answer> answer(Call call) {
        PlanKeeper.State state = plan.state();
        JsonObject body = new JsonObject().put("on", state.on()).put("sound", state.sound());
        if (state.checkedAt() != null) {
            body.put("checkedAt", state.checkedAt().toString());
        }
        return Future.succeededFuture(Answer.json(
                200, body.put("done", new JsonArray(state.done())).put("troubles", new JsonArray(state.troubles()))));
    }
}
