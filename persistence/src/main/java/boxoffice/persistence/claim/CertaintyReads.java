package boxoffice.persistence.claim;

import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Optional;

/** Reads on the writer what is certain, without a lock: it is only told while nothing of it changes. */
final class CertaintyReads implements Certainties.Source {

    private final WriterPool writer;

    CertaintyReads(WriterPool writer) {
        this.writer = writer;
    }

    @Override
    public Future<Optional<LockedOpening>> opening(OpeningId opening) {
        return writer.session(session -> session.run(CertaintyStatements.OPENING, Tuple.of(opening.value()))
                .compose(rows -> acceptsWrites(rows)
                        ? session.rollback().map(ClaimReads.unlockedFacts(opening, rows))
                        : session.demoted()));
    }

    @Override
    public Future<Optional<int[]>> holders(OpeningId opening) {
        return writer.session(session -> session.run(
                        CertaintyStatements.HOLDERS, Tuple.of(opening.value(), Certainties.HOLDERS_MAX + 1))
                .compose(rows -> session.rollback().map(sorted(rows))));
    }

    private static boolean acceptsWrites(RowSet<Row> rows) {
        return !rows.iterator().hasNext() || rows.iterator().next().getInteger(13) == 1;
    }

    private static Optional<int[]> sorted(RowSet<Row> rows) {
        if (rows.size() > Certainties.HOLDERS_MAX) {
            return Optional.empty();
        }
        int[] hashes = new int[rows.size()];
        int next = 0;
        for (Row row : rows) {
            hashes[next++] = row.getLong(0).intValue();
        }
        Arrays.sort(hashes);
        return Optional.of(hashes);
    }
}
