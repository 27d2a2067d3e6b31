package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.persistence.opening.Openings;
import io.vertx.core.Future;

/** Grants tickets of a frozen opening again. */
public final class ResumeOpening implements Endpoint {

    private final Openings openings;

    public ResumeOpening(Openings openings) {
        this.openings = openings;
    }

    @Override
    public String operationId() {
        return "resumeOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return openings.resume(OpeningChanges.id(call), OpeningChanges.actor(call))
                .map(change -> Answer.json(200, OpeningBody.json(OpeningChanges.done(change))));
    }
}
