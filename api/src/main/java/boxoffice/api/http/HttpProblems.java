package boxoffice.api.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** The problems of HTTP itself. */
final class HttpProblems {

    /** A body that did not come in time; what comes of it later is not waited for. */
    static final Answer TOO_SLOW = Answer.problem(ofStatus(408));

    private HttpProblems() {}

    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> Problem.badRequest("the request is malformed");
            case 404 -> Problem.notFound("there is nothing at this path; /openapi.yaml tells what there is");
            case 405 ->
                new Problem(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        "this path does not know the method; see Allow");
            case 406 -> new Problem(406, "not-acceptable", "Not acceptable", "only JSON is answered here");
            case 408 -> new Problem(408, "request-timeout", "Too slow", "the request did not arrive in time");
            case 413 -> new Problem(413, "body-too-large", "The body is too large", "send at most 64 KiB");
            case 414 -> new Problem(414, "uri-too-long", "The URI is too long", "send at most 4 KiB");
            case 415 ->
                new Problem(
                        415, "unsupported-media-type", "Unsupported media type", "send the body as application/json");
            case 431 -> new Problem(431, "headers-too-large", "The headers are too large", "send at most 8 KiB");
            case 503 -> Failures.busy();
            default ->
                status >= 400 && status < 500
                        ? new Problem(status, "bad-request", "The request is not valid", "the request is not valid")
                        : new Problem(
                                500, "internal", "Our fault", "something failed here; it is logged. Try again later");
        };
    }

    /** Why a request could not even be read. */
    static Problem ofUnreadable(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return ofStatus(414);
        } else if (cause instanceof TooLongHttpHeaderException) {
            return ofStatus(431);
        }
        return ofStatus(400);
    }
}
