package boxoffice.api.announcing;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.persistence.notice.Subscriptions;
import io.vertx.core.Future;

/** Tells a member of openings no more, and forgets the address. */
public final class Unsubscribe implements Endpoint {

    private final Subscriptions subscriptions;

    public Unsubscribe(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public String operationId() {
        return "unsubscribe";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return subscriptions.unsubscribe(call.principal().member()).map(done -> Answer.noContent());
    }
}
