package boxoffice.api.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** The rest of a response. */
final class ResponseStream implements AnswerStream {

    private final HttpServerResponse response;

    ResponseStream(HttpServerResponse response) {
        this.response = response;
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
    public void onGone(Runnable next) {
        response.closeHandler(closed -> next.run());
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
