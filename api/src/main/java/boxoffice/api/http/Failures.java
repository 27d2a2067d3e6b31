package boxoffice.api.http;

import boxoffice.api.identity.NotSignedInException;
import boxoffice.api.identity.TooManyRequestsException;
import boxoffice.persistence.pool.GivenUpException;
import boxoffice.persistence.pool.NoLongerWriterException;
import boxoffice.persistence.pool.NoWriterException;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.OvertakenException;
import boxoffice.persistence.pool.SqlFailure;
import io.vertx.core.VertxException;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into a problem, and keeps what is internal in the log. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Problem problem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof NotSignedInException stranger) {
            return new Problem(401, "unauthorized", "Not signed in", String.valueOf(stranger.getMessage()))
                    .with("WWW-Authenticate", stranger.challenge());
        }
        if (failure instanceof TooManyRequestsException hasty) {
            return tooManyRequests(hasty);
        }
        if (failure instanceof HttpException http) {
            return HttpProblems.ofStatus(http.getStatusCode());
        }
        if (failure instanceof OutcomeUnknownException) {
            return outcomeUnknown();
        }
        if (failure instanceof OvertakenException) {
            return busy();
        }
        if (isOfTheDatabase(failure) && SqlFailure.of(failure) != SqlFailure.FATAL) {
            LOG.warn("the database did not answer as it should: {}", failure.toString());
            return busy();
        }
        LOG.error("a request failed", failure);
        return new Problem(500, "internal", "Our fault", "something failed here; it is logged. Try again later");
    }

    private static Problem tooManyRequests(TooManyRequestsException hasty) {
        Map<String, String> headers = Map.of(
                "Retry-After", Long.toString(hasty.retryAfterSeconds()),
                "RateLimit-Policy", hasty.policy(),
                "RateLimit", hasty.left());
        return new Problem(
                429, "too-many-requests", "Too many requests", String.valueOf(hasty.getMessage()), headers, List.of());
    }

    /** Nothing was done; the same request may be sent again. */
    static Problem busy() {
        return new Problem(
                        503, "busy", "Busy", "nothing was decided, nothing is lost: send the same request again later")
                .retryAfter(jitteredSeconds());
    }

    /** It may have been done. */
    static Problem outcomeUnknown() {
        return new Problem(
                        503,
                        "outcome-unknown",
                        "Outcome not known yet",
                        "it may have been done or not: look, and send it again if it was not")
                .retryAfter(jitteredSeconds());
    }

    /** So that a crowd that was told "later" at the same instant does not come back at the same instant. */
    private static long jitteredSeconds() {
        return ThreadLocalRandom.current().nextLong(1, 4);
    }

    private static boolean isOfTheDatabase(Throwable failure) {
        return failure instanceof VertxException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof NoWriterException
                || failure instanceof NoLongerWriterException
                || failure instanceof GivenUpException
                || failure.getClass().getName().startsWith("io.vertx.mysqlclient.")
                || failure.getClass().getName().startsWith("io.vertx.sqlclient.");
    }
}
