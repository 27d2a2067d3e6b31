package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.signing.SignedCodes;
import io.vertx.core.Future;

/** The public keys that tell tickets of ours, for doors that lose their connection. */
public final class ListTicketKeys implements Endpoint {

    private final Answer keys;

    public ListTicketKeys(SignedCodes codes) {
        this.keys = Answer.json(200, codes.keySet()).with("Cache-Control", "no-cache");
    }

    @Override
    public String operationId() {
        return "listTicketKeys";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return Future.succeededFuture(keys);
    }
}
