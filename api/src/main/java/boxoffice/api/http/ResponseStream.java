package boxoffice.api.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** The rest of a response. */
final class ResponseStream implements AnswerStream {

    private final RoutingContext context;
    private final HttpServerResponse response;

    ResponseStream(RoutingContext context) {
        this.context = context;
        this.response = context.response();
    }

    @Override
    public void write(Buffer bytes) {
        if (isOpen()) {
            response.write(bytes).onFailure(gone -> {});
        }
    }

    @Override
    public boolean isFull() {
        return response.writeQueueFull();
    }

    @Override
    public boolean isOpen() {
        return !response.ended() && !response.closed();
    }

    @Override
    public void holdAtMost(int bytes) {
        response.setWriteQueueMaxSize(bytes);
    }

    @Override
    public void onDrained(Runnable next) {
        response.drainHandler(drained -> next.run());
    }

    @Override
    public void onEnd(Runnable next) {
        int handler = context.addEndHandler(ended -> next.run()); // the response's own handler is the router's
        assert handler >= 0;
    }

    @Override
    public void end() {
        if (isOpen()) {
            response.end().onFailure(gone -> {});
        }
    }

    @Override
    public void cut() {
        response.reset().onFailure(gone -> {});
    }
}
