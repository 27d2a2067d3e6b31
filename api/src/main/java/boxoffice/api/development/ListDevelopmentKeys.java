package boxoffice.api.development;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The key of the development tokens, so that a second instance can accept them. */
public final class ListDevelopmentKeys implements Endpoint {

    private final @Nullable DevelopmentIdentity identity;

    /** @param identity null where tokens come from the platform's provider */
    public ListDevelopmentKeys(@Nullable DevelopmentIdentity identity) {
        this.identity = identity;
    }

    @Override
    public String operationId() {
        return "listDevelopmentKeys";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return identity == null
                ? Future.failedFuture(new ProblemException(Problem.notFound("keys come from the platform")))
                : Future.succeededFuture(Answer.json(200, identity.keySet()));
    }
}
