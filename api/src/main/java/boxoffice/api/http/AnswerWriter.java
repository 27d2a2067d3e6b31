package boxoffice.api.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes answers; the only place that does. */
final class AnswerWriter {

    private AnswerWriter() {}

    static void write(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return; // the client has gone, or the time limit has answered
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (!answer.headers().containsKey("Cache-Control")) {
            response.putHeader("Cache-Control", "no-store"); // a cached "sold out" is a lost ticket
        }
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.end(answer.body()).onFailure(gone -> {});
    }
}
