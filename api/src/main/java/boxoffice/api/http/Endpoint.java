package boxoffice.api.http;

import io.vertx.core.Future;

/** Answers one operation of the contract. Shared by all event loops: holds no state of a request. */
public interface Endpoint {

    /** The operation's id in the contract. */
    String operationId();

    /**
     * Answers, on the caller's event loop, without blocking it. A failed future becomes a problem: a
     * {@link ProblemException} its own, everything else one that tells nothing internal.
     */
    Future<Answer> answer(Call call);
}
