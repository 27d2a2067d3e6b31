package boxoffice.load.client;

import io.vertx.core.json.JsonObject;

/**
 * What came back.
 *
 * @param status 0 where nothing did; then the body tells why
 * @param retryAfterSeconds negative where none was told
 * @param closes whether the service closes the connection after it
 */
public record Answer(int status, int retryAfterSeconds, boolean closes, String body) {

    private static final String PROBLEM = "\"/problems/";

    static Answer none(String why) {
        return new Answer(0, -1, true, why);
    }

    /** Whether the same request may be sent again later, as the service says. */
    public boolean saysLater() {
        return status == 503 || status == 429 || (status == 409 && retryAfterSeconds >= 0);
    }

    /** The last part of the problem's type, or why nothing came; empty otherwise. */
    public String problem() {
        if (status == 0) {
            return body;
        }
        int from = status < 400 ? -1 : body.indexOf(PROBLEM);
        return from < 0 ? "" : body.substring(from + PROBLEM.length(), body.indexOf('"', from + PROBLEM.length()));
    }

    /**
     * The body.
     *
     * @throws IllegalStateException unless the answer has this status
     */
    public JsonObject json(int expected) {
        if (status != expected) {
            throw new IllegalStateException(status + " instead of " + expected + ": " + body);
        }
        return new JsonObject(body);
    }
}
