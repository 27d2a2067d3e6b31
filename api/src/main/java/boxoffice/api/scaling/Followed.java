package boxoffice.api.scaling;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import io.vertx.core.Future;

/** An endpoint that somebody wants to hear of when it has done what it was asked to. Its answer waits for nobody. */
public final class Followed implements Endpoint {

    private final Endpoint endpoint;
    private final Runnable follower;

    public Followed(Endpoint endpoint, Runnable follower) {
        this.endpoint = endpoint;
        this.follower = follower;
    }

    @Override
    public String operationId() {
        return endpoint.operationId();
    }

    @Override
    public Future<Answer> answer(Call call) {
        return endpoint.answer(call).onSuccess(answered -> follower.run());
    }
}
