package boxoffice.persistence.opening;

import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.ReaderPool;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.function.LongSupplier;

/** Snapshots from the reader. */
final class BoardReader implements OpeningBoard.Source {

    private final ReaderPool reader;
    private final Clock clock;
    private final LongSupplier nanoClock;

    /** @param clock taken for the reader's where it has no opening to tell its own with */
    BoardReader(ReaderPool reader, Clock clock, LongSupplier nanoClock) {
        this.reader = reader;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    @Override
    public Future<BoardSnapshot> all(int openingsMax) {
        return read(OpeningStatements.BOARD, Tuple.of(BoardEdition.CLOSED_SHOWN.toSeconds(), openingsMax));
    }

    @Override
    public Future<BoardSnapshot> one(OpeningId id) {
        return read(OpeningStatements.ONE, Tuple.of(id.value()));
    }

    @Override
    public Future<BoardSnapshot> page(long belowId, int limit) {
        return read(OpeningStatements.PAGE, Tuple.of(belowId, limit));
    }

    private Future<BoardSnapshot> read(String statement, Tuple arguments) {
        return reader.query(statement, arguments)
                .map(rows -> BoardSnapshot.of(rows, clock.instant(), nanoClock.getAsLong()));
    }
}
