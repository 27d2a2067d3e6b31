package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.persistence.claim.ClaimLedger;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The button: claims a ticket for who presses it. */
public final class ClaimTicket implements Endpoint {

    private final ClaimLedger ledger;
    private final ClaimAnswers answers;

    public ClaimTicket(ClaimLedger ledger, ClaimAnswers answers) {
        this.ledger = ledger;
        this.answers = answers;
    }

    @Override
    public String operationId() {
        return "claimTicket";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Optional<OpeningId> opening = OpeningId.parse(call.path("openingId"));
        if (opening.isEmpty()) {
            return Future.failedFuture(new ProblemException(ClaimAnswers.NO_SUCH_OPENING));
        }
        return ledger.claim(opening.get(), call.principal().member(), choice(call))
                .map(answers::of);
    }

    private static QuotaChoice choice(Call call) {
        String quota = call.body().getString("quotaId");
        if (quota == null) {
            return new QuotaChoice.TheOnlyOne();
        }
        return QuotaId.parse(quota)
                .map(QuotaChoice.Named::new)
                .orElseThrow(() -> new ProblemException(
                        Problem.badBody(List.of(new Problem.BodyError("/quotaId", "names no quota of this opening")))));
    }
}
