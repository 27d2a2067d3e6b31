package boxoffice.persistence.report;

import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every five seconds how many members watch each opening at this process, so that a report tells of those
 * at all processes. Nothing is written where nobody watches. A process that is killed is counted for {@link #BELIEVED}
 * longer, and its rows go with the next look of another. Used by one caller; a look that fails is made up for by the
 * next one.
 */
public final class WatcherBook {

    static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

    /** A count is believed for so long after it was made: two looks may fail. */
    static final Duration BELIEVED = LOOKS_EVERY.multipliedBy(3);

    private static final Logger LOG = LoggerFactory.getLogger(WatcherBook.class);

    private final String process = UUID.randomUUID().toString();
    private final WriterPool writer;
    private final Supplier<Map<OpeningId, Integer>> watching;
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Set<OpeningId> written = new HashSet<>();
    private long timer = -1;

    /**
     * @param writer none that claims use
     * @param watching how many members watch each opening here; any thread
     */
    public WatcherBook(WriterPool writer, Supplier<Map<OpeningId, Integer>> watching) {
        this.writer = writer;
        this.watching = watching;
    }

    public void start(Vertx vertx) {
        timer = vertx.setPeriodic(LOOKS_EVERY.toMillis(), due -> writeInTurn());
    }

    /** Nobody watches here any more. */
    public Future<Void> stop(Vertx vertx) {
        boolean unused = vertx.cancelTimer(timer);
        return write(Map.of());
    }

    private void writeInTurn() {
        if (writing.compareAndSet(false, true)) {
            write(watching.get())
                    .onComplete(done -> writing.set(false))
                    .onFailure(failure -> LOG.debug("watchers are written later", failure));
        }
    }

    Future<Void> write(Map<OpeningId, Integer> counts) {
        Set<OpeningId> left = new HashSet<>(written);
        left.removeAll(counts.keySet());
        return InTurn.each(counts.entrySet(), count -> count(count.getKey(), count.getValue()))
                .compose(counted -> InTurn.each(left, this::leave))
                .mapEmpty();
    }

    private Future<Void> count(OpeningId opening, int members) {
        written.add(opening);
        return writer.transaction(session -> session.run(
                                ReportStatements.WATCHED, Tuple.of(opening.value(), process, members, members))
                        .compose(counted -> session.run(ReportStatements.FORGET_WATCHERS, Tuple.of(opening.value()))))
                .mapEmpty();
    }

    private Future<Void> leave(OpeningId opening) {
        return writer.transaction(
                        session -> session.run(ReportStatements.UNWATCHED, Tuple.of(opening.value(), process)))
                .onSuccess(left -> written.remove(opening))
                .mapEmpty();
    }
}
