package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.Problem.BodyError;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.Freeze;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.Openings;
import io.vertx.core.Future;
import java.util.List;

/** Grants no ticket of an opening any more until it is resumed. */
public final class FreezeOpening implements Endpoint {

    private final Openings openings;

    public FreezeOpening(Openings openings) {
        this.openings = openings;
    }

    @Override
    public String operationId() {
        return "freezeOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String reason = call.body().getString("reason");
        Freeze.faultOf(reason).ifPresent(fault -> {
            throw new ProblemException(Problem.badBody(List.of(new BodyError("/reason", fault))));
        });
        OpeningId id = OpeningChanges.id(call);
        return openings.freeze(id, reason, OpeningChanges.actor(call))
                .map(change -> Answer.json(200, OpeningBody.json(OpeningChanges.done(change))));
    }
}
