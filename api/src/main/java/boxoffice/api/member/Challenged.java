package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.api.identity.Turnstile;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A claim that wants a passed challenge, in its body as {@code challenge}. Nothing is claimed without one, also where
 * the challenge cannot be looked at; the member is told which it is.
 */
public final class Challenged implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Challenged.class);
    private static final int RETRY_SECONDS = 2;
    private static final Problem NOT_PASSED = new Problem(
            403,
            "challenge-needed",
            "Challenge not passed",
            "solve the challenge of the page, and send its token as challenge");
    private static final Problem NOT_KNOWN = new Problem(
                    503,
                    "busy",
                    "Busy",
                    "the challenge cannot be checked now, nothing was decided: send the same again")
            .retryAfter(RETRY_SECONDS);

    private final Endpoint claim;
    private final Turnstile turnstile;

    public Challenged(Endpoint claim, Turnstile turnstile) {
        this.claim = claim;
        this.turnstile = turnstile;
    }

    @Override
    public String operationId() {
        return claim.operationId();
    }

    @Override
    public Future<Answer> answer(Call call) {
        String token = call.body().getString("challenge", "");
        if (token.isEmpty()) {
            return Future.failedFuture(new ProblemException(NOT_PASSED));
        }
        return turnstile
                .isPassed(call.principal(), token)
                .recover(failure -> {
                    LOG.warn("a challenge could not be checked: {}", failure.toString());
                    return Future.failedFuture(new ProblemException(NOT_KNOWN));
                })
                .compose(passed -> passed ? claim.answer(call) : Future.failedFuture(new ProblemException(NOT_PASSED)));
    }
}
