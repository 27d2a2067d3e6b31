package boxoffice.persistence.report;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.persistence.pool.CallersContext;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.report.OpeningReport.Busiest;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reports of openings, from a reader, made anew every few seconds at most however many ask for one. Safe from any
 * thread; futures complete on the caller's context, and fail where no reader answers.
 */
public final class OpeningReports {

    private static final int REMEMBERED_MAX = 200;
    private static final Duration REMEMBERED = Duration.ofSeconds(3);

    private final ReaderPool reader;
    private final Cache<OpeningId, Future<OpeningReport>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();

    public OpeningReports(ReaderPool reader) {
        this.reader = reader;
    }

    public Future<OpeningReport> of(Opening opening) {
        OpeningId id = opening.id();
        Promise<OpeningReport> mine = Promise.promise();
        Future<OpeningReport> shared = remembered.get(id, first -> mine.future());
        if (shared == mine.future()) {
            read(opening).onFailure(failure -> remembered.invalidate(id)).onComplete(mine);
        }
        return CallersContext.of(shared);
    }

    private Future<OpeningReport> read(Opening opening) {
        long id = opening.id().value();
        long size = opening.quotas().stream().mapToLong(Quota::size).sum();
        Future<RowSet<Row>> held = reader.query(ReportStatements.HELD, Tuple.of(id));
        Future<RowSet<Row>> returned = reader.query(ReportStatements.RETURNED, Tuple.of(id));
        Future<RowSet<Row>> busiest = reader.query(ReportStatements.BUSIEST, Tuple.of(id, id));
        Future<RowSet<Row>> soldOut = reader.query(ReportStatements.SOLD_OUT, Tuple.of(id, id, id, size));
        Future<RowSet<Row>> tallies = reader.query(ReportStatements.TALLIES, Tuple.of(id));
        Future<RowSet<Row>> watching = reader.query(ReportStatements.WATCHING, Tuple.of(id));
        return Future.all(held, returned, busiest, soldOut, tallies, watching).map(read -> {
            Row tickets = held.result().iterator().next();
            return new OpeningReport(
                    opening,
                    tickets.getLong(0),
                    returned.result().iterator().next().getLong(0),
                    tickets.getLong(1),
                    instant(tickets.getLocalDateTime(2)),
                    instant(tickets.getLocalDateTime(3)),
                    instant(soldOut.result().iterator().next().getLocalDateTime(0)),
                    busiest(busiest.result()),
                    tally(tallies.result()),
                    watching.result().iterator().next().getLong(0));
        });
    }

    private static Optional<Busiest> busiest(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(new Busiest(
                        Instant.ofEpochSecond(rows.iterator().next().getLong(0)),
                        rows.iterator().next().getLong(1)));
    }

    private static Tally tally(RowSet<Row> rows) {
        Tally sum = Tally.NOTHING;
        for (Row row : rows) {
            sum = sum.plus(Tally.of(row.getString(0), row.getString(1)));
        }
        return sum;
    }

    private static Optional<Instant> instant(@Nullable LocalDateTime utc) {
        return Optional.ofNullable(utc).map(time -> time.toInstant(ZoneOffset.UTC));
    }
}
