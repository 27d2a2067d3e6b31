package boxoffice.api.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes answers; the only place that does. */
final class AnswerWriter {

    private static final Header NO_STORE = Header.encoded("Cache-Control", "no-store");
    private static final Header NO_SNIFFING = Header.encoded("X-Content-Type-Options", "nosniff");

    private AnswerWriter() {}

    static void write(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return; // the client has gone, or the time limit has answered
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(header -> put(response, header));
        if (!response.headers().contains(NO_STORE.name())) {
            put(response, NO_STORE); // a cached "sold out" is a lost ticket
        }
        put(response, NO_SNIFFING);
        if (answer.rest() == null || context.request().method().equals(HttpMethod.HEAD)) {
            response.end(answer.body()).onFailure(gone -> {});
        } else {
            response.setChunked(true).writeHead().onFailure(gone -> {});
            answer.rest().accept(new ResponseStream(context));
        }
    }

    static void put(HttpServerResponse response, Header header) {
        response.putHeader(header.name(), header.value());
    }
}
