package boxoffice.api.development;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.Problem.BodyError;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token for any member. */
public final class IssueDevelopmentToken implements Endpoint {

    private final @Nullable DevelopmentIdentity identity;

    /** @param identity null where tokens come from the platform's provider */
    public IssueDevelopmentToken(@Nullable DevelopmentIdentity identity) {
        this.identity = identity;
    }

    @Override
    public String operationId() {
        return "issueDevelopmentToken";
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (identity == null) {
            return Future.failedFuture(new ProblemException(Problem.notFound("tokens come from the platform")));
        }
        String member = call.body().getString("member");
        if (!MemberId.isValid(member)) {
            return Future.failedFuture(new ProblemException(Problem.badBody(List.of(new BodyError(
                    "/member",
                    "must be 1 to " + MemberId.BYTES_MAX
                            + " bytes, without control characters or blanks at its ends")))));
        }
        List<String> roles = call.body().getJsonArray("roles", new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
        return identity.token(member, roles, call.body().getString("email"))
                .map(token -> Answer.json(201, new JsonObject().put("token", token)));
    }
}
