package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.claim.Stock;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.WriterSession;
import boxoffice.persistence.ticket.TicketRows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The reading half of a claim transaction: everything the rule must know, read behind the opening's lock. */
final class ClaimReads {

    private final WriterSession session;
    private final ClaimStatements sql;

    ClaimReads(WriterSession session, ClaimStatements sql) {
        this.session = session;
        this.sql = sql;
    }

    /**
     * Locks the opening and reads the facts, with the tickets of those members who are asked about; empty when there is
     * no such opening.
     *
     * @param repeated whether the claims were attempted before: then what was stored may have been given back since
     */
    Future<Optional<LockedOpening>> lockedFacts(
            OpeningId opening, List<Claim> claims, Predicate<MemberId> asked, boolean repeated) {
        return session.run(sql.lock(), Tuple.of(opening.value())).compose(rows -> {
            if (!rows.iterator().hasNext()) {
                return Future.succeededFuture(Optional.empty());
            }
            return holders(opening, claims, asked).compose(held -> stocks(rows, claims.size())
                    .compose(stocks -> returned(opening, repeated ? claims : List.of())
                            .map(returned -> Optional.of(facts(opening, rows, stocks, held, returned)))));
        });
    }

    /** The same facts with the tickets of all members of the batch. */
    Future<LockedOpening> withAllHolders(LockedOpening locked, List<Claim> claims) {
        LedgerFacts facts = locked.facts();
        return holders(facts.opening(), claims, everybody -> true)
                .map(held -> new LockedOpening(facts.withHeld(held), locked.versions(), locked.changedAt()));
    }

    /** What the rows of an opening say by themselves: without holders, and without numbers given back. */
    static Optional<LockedOpening> unlockedFacts(OpeningId opening, RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            return Optional.empty();
        }
        List<Stock> stocks = ordered(rows).stream()
                .map(row -> new Stock(quota(row), row.getInteger(7), row.getInteger(8), List.of()))
                .toList();
        return Optional.of(facts(opening, rows, stocks, Map.of(), Map.of()));
    }

    private Future<Map<MemberId, HeldTicket>> holders(
            OpeningId opening, List<Claim> claims, Predicate<MemberId> asked) {
        JsonArray members = new JsonArray();
        claims.stream()
                .map(Claim::member)
                .filter(asked)
                .map(MemberId::value)
                .distinct()
                .sorted()
                .forEach(members::add);
        if (members.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return session.run(sql.holders(), Tuple.of(members.encode(), opening.value()))
                .map(rows -> {
                    Map<MemberId, HeldTicket> held = new HashMap<>();
                    for (Row row : rows) {
                        HeldTicket ticket = TicketRows.held(opening, row, 6);
                        held.put(ticket.ticket().member(), ticket);
                    }
                    return held;
                });
    }

    private Future<Map<TicketKey, Ticket>> returned(OpeningId opening, List<Claim> claims) {
        if (claims.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Map<TicketKey, Claim> byKey = new HashMap<>();
        JsonArray keys = new JsonArray();
        for (Claim claim : claims) {
            byKey.put(claim.key(), claim);
            keys.add(new JsonObject()
                    .put("m", claim.member().value())
                    .put("k", claim.key().toHex()));
        }
        return session.run(DoubtStatements.RETURNED, Tuple.of(keys.encode(), opening.value()))
                .map(rows -> {
                    Map<TicketKey, Ticket> returned = new HashMap<>();
                    for (Row row : rows) {
                        TicketKey key = TicketKey.fromHex(row.getString(3));
                        Claim claim = byKey.get(key);
                        if (claim != null) {
                            returned.put(
                                    key,
                                    claim.ticket(
                                            opening, new QuotaId(row.getLong(1)), row.getInteger(2), instant(row, 4)));
                        }
                    }
                    return returned;
                });
    }

    private Future<List<Stock>> stocks(RowSet<Row> rows, int claims) {
        return InTurn.each(ordered(rows), row -> stock(row, claims));
    }

    private static List<Row> ordered(RowSet<Row> rows) {
        List<Row> ordered = new ArrayList<>();
        rows.forEach(ordered::add);
        ordered.sort(Comparator.comparing(row -> row.getInteger(10)));
        return ordered;
    }

    private static Quota quota(Row row) {
        return new Quota(new QuotaId(row.getLong(4)), row.getString(5), row.getInteger(6));
    }

    private Future<Stock> stock(Row row, int claims) {
        Quota quota = quota(row);
        int issued = row.getInteger(7);
        int highestNumber = row.getInteger(8);
        Future<List<Integer>> freed = issued == highestNumber
                ? Future.succeededFuture(List.of())
                : session.run(sql.freed(), Tuple.of(quota.id().value(), claims)).map(ClaimReads::numbers);
        return freed.map(numbers -> new Stock(quota, issued, highestNumber, numbers));
    }

    private static List<Integer> numbers(RowSet<Row> rows) {
        List<Integer> numbers = new ArrayList<>(rows.size());
        rows.forEach(row -> numbers.add(row.getInteger(0)));
        return numbers;
    }

    private static LockedOpening facts(
            OpeningId opening,
            RowSet<Row> rows,
            List<Stock> stocks,
            Map<MemberId, HeldTicket> held,
            Map<TicketKey, Ticket> returned) {
        Map<QuotaId, Long> versions = new HashMap<>();
        rows.forEach(row -> versions.put(new QuotaId(row.getLong(4)), row.getLong(9)));
        Row first = rows.iterator().next();
        Window window = new Window(instant(first, 0), instant(first, 1), instant(first, 2));
        Instant changedAt = first.getValue(11) == null ? null : instant(first, 11);
        boolean isFrozen = first.getValue(12) != null;
        return new LockedOpening(
                new LedgerFacts(opening, window, instant(first, 3), stocks, held, returned, isFrozen),
                versions,
                changedAt);
    }

    private static Instant instant(Row row, int column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }
}
