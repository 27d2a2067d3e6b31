package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.Problem.BodyError;
import boxoffice.api.http.ProblemException;
import boxoffice.persistence.opening.OpeningEdit;
import boxoffice.persistence.opening.Openings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Announces an opening. */
public final class CreateOpening implements Endpoint {

    private final Openings openings;

    public CreateOpening(Openings openings) {
        this.openings = openings;
    }

    @Override
    public String operationId() {
        return "createOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningEdit edit = OpeningBody.edit(call.body());
        if (edit.quotaIds().stream().anyMatch(Optional::isPresent)) {
            return Future.failedFuture(new ProblemException(Problem.badBody(
                    List.of(new BodyError("/quotas", "have no ids yet: leave id out where an opening is created")))));
        }
        return openings.create(edit.draft(), OpeningChanges.actor(call))
                .map(created ->
                        Answer.json(201, OpeningBody.json(created)).with("Location", "/api/openings/" + created.id()));
    }
}
