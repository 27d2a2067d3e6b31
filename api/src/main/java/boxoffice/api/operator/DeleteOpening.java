package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.domain.opening.Opening;
import boxoffice.persistence.opening.Openings;
import io.vertx.core.Future;

/** Removes an opening of which no ticket is held. */
public final class DeleteOpening implements Endpoint {

    private final Openings openings;

    public DeleteOpening(Openings openings) {
        this.openings = openings;
    }

    @Override
    public String operationId() {
        return "deleteOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return openings.delete(OpeningChanges.id(call), OpeningChanges.actor(call))
                .map(change -> {
                    Opening gone = OpeningChanges.done(change);
                    assert gone != null;
                    return Answer.noContent();
                });
    }
}
