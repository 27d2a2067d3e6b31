package boxoffice.api.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers; the only place that does. */
final class AnswerWriter {

    private static final Header NO_STORE = Header.encoded("Cache-Control", "no-store");
    private static final Header NO_SNIFFING = Header.encoded("X-Content-Type-Options", "nosniff");

    private AnswerWriter() {}

    static void write(HttpServerResponse response, Answer answer) {
        if (response.ended() || response.closed()) {
            return; // the client has gone, or the time limit has answered
        }
        head(response, answer);
        if (answer.rest() == null) {
            response.end(answer.body()).onFailure(gone -> {});
        } else {
            response.setChunked(true).writeHead().onFailure(gone -> {});
            answer.rest().accept(new ResponseStream(response));
        }
    }

    /** The last of its connection, which ends when this is sent. */
    static void writeLast(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        head(response, answer.with("Connection", "close"));
        response.end(answer.body())
                .onComplete(sent -> request.connection().close().onFailure(gone -> {}));
    }

    private static void head(HttpServerResponse response, Answer answer) {
        response.setStatusCode(answer.status());
        boolean saysHowToCache = false;
        for (Header header : answer.headers()) {
            put(response, header);
            saysHowToCache |= header.isNamed(NO_STORE.name());
        }
        if (!saysHowToCache) {
            put(response, NO_STORE); // a cached "sold out" is a lost ticket
        }
        put(response, NO_SNIFFING);
    }

    private static void put(HttpServerResponse response, Header header) {
        response.putHeader(header.name(), header.value());
    }
}
