package boxoffice.api.operator;

import boxoffice.api.http.Call;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.Actor;
import boxoffice.persistence.opening.OpeningChange;

/** What an operator is told for each result of a change. */
final class OpeningChanges {

    private static final Problem NO_SUCH_OPENING = Problem.notFound("there is no such opening");

    private OpeningChanges() {}

    static OpeningId id(Call call) {
        return OpeningId.parse(call.path("openingId")).orElseThrow(OpeningChanges::noSuchOpening);
    }

    static Actor actor(Call call) {
        return Actor.operator(call.principal().member());
    }

    static ProblemException noSuchOpening() {
        return new ProblemException(NO_SUCH_OPENING);
    }

    /** @throws ProblemException 404 or 409 when it was not done */
    static Opening done(OpeningChange change) {
        if (change instanceof OpeningChange.Done done) {
            return done.opening();
        } else if (change instanceof OpeningChange.Unchanged unchanged) {
            return unchanged.opening();
        } else if (change instanceof OpeningChange.Refused refused) {
            throw new ProblemException(Problem.conflict(refused.reason()));
        }
        throw noSuchOpening();
    }
}
