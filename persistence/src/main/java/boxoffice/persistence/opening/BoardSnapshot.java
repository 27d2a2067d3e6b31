package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All current openings, as a reader had them.
 *
 * @param readerClock the reader's clock at {@code takenNanos} of this process
 */
record BoardSnapshot(Map<OpeningId, ListedOpening> openings, Instant readerClock, long takenNanos) {

    /** Rows of {@link OpeningStatements#BOARD} or {@link OpeningStatements#ONE}. */
    static BoardSnapshot of(RowSet<Row> rows, Instant clockIfEmpty, long takenNanos) {
        Map<OpeningId, List<Row>> byOpening = new LinkedHashMap<>();
        Instant clock = clockIfEmpty;
        for (Row row : rows) {
            byOpening
                    .computeIfAbsent(new OpeningId(row.getLong(0)), id -> new ArrayList<>())
                    .add(row);
            clock = instant(row, 12);
        }
        Map<OpeningId, ListedOpening> openings = new HashMap<>();
        byOpening.forEach((id, quotas) -> openings.put(id, listed(id, quotas)));
        return new BoardSnapshot(Map.copyOf(openings), clock, takenNanos);
    }

    Duration age(long nowNanos) {
        return Duration.ofNanos(nowNanos - takenNanos);
    }

    /** The reader's clock now, by this process's steady clock. */
    Instant now(long nowNanos) {
        return readerClock.plus(age(nowNanos));
    }

    private static ListedOpening listed(OpeningId id, List<Row> rows) {
        rows.sort(Comparator.comparing(row -> row.getInteger(11)));
        List<Quota> quotas = new ArrayList<>();
        Map<QuotaId, Integer> issued = new HashMap<>();
        for (Row row : rows) {
            Quota quota = new Quota(new QuotaId(row.getLong(7)), row.getString(8), row.getInteger(9));
            quotas.add(quota);
            issued.put(quota.id(), row.getInteger(10));
        }
        Row first = rows.get(0);
        Window window = new Window(instant(first, 3), instant(first, 4), instant(first, 5));
        return new ListedOpening(
                new Opening(
                        id,
                        first.getString(1),
                        first.getString(2),
                        window,
                        quotas,
                        first.getLong(6),
                        LockedOpeningRows.freeze(first, 13),
                        LockedOpeningRows.movedFrom(first, 15)),
                issued);
    }

    private static Instant instant(Row row, int column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }
}
