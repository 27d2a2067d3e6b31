package boxoffice.api.live;

import boxoffice.api.http.AnswerStream;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.ShownOpening;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All who watch openings in this process; no more of them than may be. Safe from any thread: each stream stays on the
 * event loop of its request.
 */
public final class Viewers {

    private final Vertx vertx;
    private final OpeningBoard board;
    private final ViewerSettings settings;
    private final ViewerObserver observer;
    private final Map<Thread, LoopViewers> loops = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;

    public Viewers(Vertx vertx, OpeningBoard board, ViewerSettings settings, ViewerObserver observer) {
        this.vertx = vertx;
        this.board = board;
        this.settings = settings;
        this.observer = observer;
    }

    /** How many streams are open. */
    public int open() {
        return open.get();
    }

    /** How many of them are of members who may still get a ticket. */
    public int waiting() {
        return loops.values().stream().mapToInt(LoopViewers::waiting).sum();
    }

    /** How many watch each opening. */
    public Map<OpeningId, Integer> watching() {
        Map<OpeningId, Integer> all = new HashMap<>();
        loops.values().forEach(loop -> loop.watching().forEach((id, members) -> all.merge(id, members, Integer::sum)));
        return all;
    }

    boolean hasRoom() {
        boolean room = !closed && open.get() < settings.streamsMax();
        if (!room) {
            observer.refused();
        }
        return room;
    }

    /** On the event loop of the stream. */
    void join(ShownOpening shown, AnswerStream stream) {
        if (open.incrementAndGet() > settings.streamsMax() || closed) {
            left();
            stream.end(); // others came in meanwhile; the client comes back and is told so
            return;
        }
        observer.opened();
        loops.computeIfAbsent(
                        Thread.currentThread(),
                        loop -> new LoopViewers(
                                vertx, vertx.getOrCreateContext(), board, settings, observer, this::left))
                .join(shown, stream);
    }

    /** Ends all streams and takes no new ones; their clients come back at different times, to another process. */
    public Future<?> close() {
        closed = true;
        List<Future<Void>> ended = loops.values().stream().map(Viewers::ended).toList();
        return Future.join(ended);
    }

    private static Future<Void> ended(LoopViewers loop) {
        Promise<Void> ended = Promise.promise();
        loop.context().runOnContext(run -> {
            loop.end();
            ended.complete();
        });
        return ended.future();
    }

    private void left() {
        open.decrementAndGet();
    }
}
