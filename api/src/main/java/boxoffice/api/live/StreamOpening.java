package boxoffice.api.live;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An opening as it changes, as server-sent events. Each event tells the whole of what it is about, so a client that
 * comes back has missed nothing: {@code Last-Event-ID} is not needed and there are no ids.
 */
public final class StreamOpening implements Endpoint {

    private static final Problem NO_SUCH_OPENING = Problem.notFound("there is no such opening");

    private final OpeningBoard board;
    private final Viewers viewers;

    public StreamOpening(OpeningBoard board, Viewers viewers) {
        this.board = board;
        this.viewers = viewers;
    }

    @Override
    public String operationId() {
        return "streamOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningId id = OpeningId.parse(call.path("openingId")).orElseThrow(() -> new ProblemException(NO_SUCH_OPENING));
        if (!viewers.hasRoom()) {
            return Future.failedFuture(new ProblemException(full()));
        }
        return board.find(id)
                .map(found -> found.orElseThrow(() -> new ProblemException(NO_SUCH_OPENING)))
                .map(view -> Answer.streamed("text/event-stream", stream -> viewers.join(view.shown(), stream))
                        .with("X-Accel-Buffering", "no"));
    }

    /** Whoever cannot have a stream asks for the opening itself now and then, and has lost nothing. */
    private static Problem full() {
        return new Problem(
                        503,
                        "too-many-streams",
                        "Too many streams",
                        "as many are open here as may be: ask for the opening itself meanwhile")
                .retryAfter(ThreadLocalRandom.current().nextLong(10, 30));
    }
}
