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
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Moves the time of an opening that has not opened yet, for a reason. */
public final class PostponeOpening implements Endpoint {

    private final Openings openings;

    public PostponeOpening(Openings openings) {
        this.openings = openings;
    }

    @Override
    public String operationId() {
        return "postponeOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        JsonObject body = call.body();
        String reason = body.getString("reason");
        Freeze.faultOf(reason).ifPresent(fault -> {
            throw wrong("/reason", fault);
        });
        Instant opensAt = time(body, "opensAt");
        Optional<Instant> closesAt =
                body.containsKey("closesAt") ? Optional.of(time(body, "closesAt")) : Optional.empty();
        OpeningId id = OpeningChanges.id(call);
        return openings.postpone(id, opensAt, closesAt, reason, OpeningChanges.actor(call))
                .map(change -> Answer.json(200, OpeningBody.json(OpeningChanges.done(change))));
    }

    private static Instant time(JsonObject body, String field) {
        try {
            return OpeningBody.time(body.getString(field));
        } catch (DateTimeException malformed) {
            throw wrong("/" + field, OpeningBody.NO_TIME);
        }
    }

    private static ProblemException wrong(String pointer, String detail) {
        return new ProblemException(Problem.badBody(List.of(new BodyError(pointer, detail))));
    }
}
