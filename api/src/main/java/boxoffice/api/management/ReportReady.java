package boxoffice.api.management;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * Says whether to send requests here. Does not ask the database: while the writer fails over, all instances would leave
 * the balancer at once.
 */
public final class ReportReady implements Endpoint {

    private final Lifecycle lifecycle;

    public ReportReady(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public String operationId() {
        return "reportReady";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Lifecycle.State state = lifecycle.state();
        JsonObject body = new JsonObject().put("status", state.name().toLowerCase(Locale.ROOT));
        return Future.succeededFuture(Answer.json(state == Lifecycle.State.UP ? 200 : 503, body));
    }
}
