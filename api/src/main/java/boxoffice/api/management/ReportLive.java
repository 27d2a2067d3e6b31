package boxoffice.api.management;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Says that the process works, without asking anybody. */
public final class ReportLive implements Endpoint {

    @Override
    public String operationId() {
        return "reportLive";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return Future.succeededFuture(Answer.json(200, new JsonObject().put("status", "up")));
    }
}
