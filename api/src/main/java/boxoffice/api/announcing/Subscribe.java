package boxoffice.api.announcing;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.persistence.notice.Subscriptions;
import io.vertx.core.Future;

/** Tells a member of openings from now on, at the address that the token has. */
public final class Subscribe implements Endpoint {

    private static final Problem NO_MAILS =
            new Problem(409, "no-mails", "No mails", "this service sends no mails: openings are on the page");
    private static final Problem NO_ADDRESS = new Problem(
            409,
            "no-address",
            "No address",
            "the token has no verified email: add one where you sign in, and sign in again");

    private final Subscriptions subscriptions;
    private final boolean mails;

    /** @param mails whether this service sends any */
    public Subscribe(Subscriptions subscriptions, boolean mails) {
        this.subscriptions = subscriptions;
        this.mails = mails;
    }

    @Override
    public String operationId() {
        return "subscribe";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String email = call.principal().email();
        if (!mails || email == null) {
            return Future.failedFuture(new ProblemException(mails ? NO_ADDRESS : NO_MAILS));
        }
        return subscriptions.subscribe(call.principal().member(), email).map(done -> Answer.noContent());
    }
}
