package boxoffice.persistence.opening;

import boxoffice.domain.opening.Freeze;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An opening and its quotas, locked until the transaction ends; {@code now} is the writer's clock. */
record LockedOpeningRows(Opening opening, List<LockedQuota> quotas, Instant now) {

    record LockedQuota(QuotaId id, String name, int size, int issued, long version) {}

    static Future<Optional<LockedOpeningRows>> lock(WriterSession session, OpeningId id) {
        return session.run(OpeningStatements.LOCK, Tuple.of(id.value()))
                .compose(opening -> opening.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : session.run(OpeningStatements.LOCK_QUOTAS, Tuple.of(id.value()))
                                .map(quotas ->
                                        Optional.of(of(id, opening.iterator().next(), quotas))));
    }

    private static LockedOpeningRows of(OpeningId id, Row row, RowSet<Row> quotaRows) {
        List<LockedQuota> locked = new ArrayList<>();
        quotaRows.forEach(quota -> locked.add(new LockedQuota(
                new QuotaId(quota.getLong(0)),
                quota.getString(1),
                quota.getInteger(2),
                quota.getInteger(3),
                quota.getLong(4))));
        List<Quota> quotas = locked.stream()
                .map(quota -> new Quota(quota.id(), quota.name(), quota.size()))
                .toList();
        Window window = new Window(instant(row, 2), instant(row, 3), instant(row, 4));
        Opening opening = new Opening(
                id,
                row.getString(0),
                row.getString(1),
                window,
                quotas,
                row.getLong(5),
                freeze(row, 7),
                movedFrom(row, 9));
        return new LockedOpeningRows(opening, List.copyOf(locked), instant(row, 6));
    }

    /** From the columns of the time and of the reason. */
    static Optional<Freeze> freeze(Row row, int column) {
        return row.getValue(column) == null
                ? Optional.empty()
                : Optional.of(new Freeze(instant(row, column), row.getString(column + 1)));
    }

    static Optional<Instant> movedFrom(Row row, int column) {
        return row.getValue(column) == null ? Optional.empty() : Optional.of(instant(row, column));
    }

    private static Instant instant(Row row, int column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }
}
