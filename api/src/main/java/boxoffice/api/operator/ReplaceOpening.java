package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.OpeningEdit;
import boxoffice.persistence.opening.Openings;
import io.vertx.core.Future;

/** Replaces an opening by a new version. */
public final class ReplaceOpening implements Endpoint {

    private final Openings openings;

    public ReplaceOpening(Openings openings) {
        this.openings = openings;
    }

    @Override
    public String operationId() {
        return "replaceOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningEdit edit = OpeningBody.edit(call.body());
        OpeningId id = OpeningChanges.id(call);
        return openings.replace(id, edit, OpeningChanges.actor(call))
                .map(change -> Answer.json(200, OpeningBody.json(OpeningChanges.done(change))));
    }
}
