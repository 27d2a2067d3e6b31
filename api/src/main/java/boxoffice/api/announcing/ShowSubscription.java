package boxoffice.api.announcing;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.identity.Principal;
import boxoffice.persistence.notice.Subscriptions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Whether a member is told of openings, and whether that is possible. */
public final class ShowSubscription implements Endpoint {

    private final Subscriptions subscriptions;
    private final boolean mails;

    /** @param mails whether this service sends any */
    public ShowSubscription(Subscriptions subscriptions, boolean mails) {
        this.subscriptions = subscriptions;
        this.mails = mails;
    }

    @Override
    public String operationId() {
        return "showSubscription";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Principal member = call.principal();
        if (!mails) {
            return Future.succeededFuture(
                    Answer.json(200, new JsonObject().put("subscribed", false).put("possible", false)));
        }
        return subscriptions.address(member.member()).map(address -> {
            JsonObject json =
                    new JsonObject().put("subscribed", address.isPresent()).put("possible", member.email() != null);
            String email = address.orElse(member.email());
            return Answer.json(200, email == null ? json : json.put("email", email));
        });
    }
}
