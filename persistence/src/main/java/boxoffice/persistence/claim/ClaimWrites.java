package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.Decision.StockChange;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The writing half of a claim transaction: stores one decision, and proves that it is stored. */
final class ClaimWrites {

    private final WriterSession session;
    private final ClaimStatements sql;
    private final LockedOpening locked;
    private final Decision decision;
    private final String rows;

    ClaimWrites(WriterSession session, ClaimStatements sql, LockedOpening locked, Decision decision) {
        this.session = session;
        this.sql = sql;
        this.locked = locked;
        this.decision = decision;
        this.rows = json(decision.granted().stream());
    }

    List<ClaimOutcome> outcomes() {
        return decision.outcomes();
    }

    Future<Void> insertTickets() {
        LocalDateTime claimedAt = LocalDateTime.ofInstant(locked.facts().now(), ZoneOffset.UTC);
        Tuple arguments = Tuple.of(locked.facts().opening().value(), claimedAt, rows);
        return session.change(sql.insert(), arguments, decision.granted().size(), "tickets inserted");
    }

    Future<Void> takeFreedNumbers() {
        Set<Ticket> reused = new HashSet<>();
        for (StockChange change : decision.changes()) {
            Set<Integer> numbers = new HashSet<>(change.reusedNumbers());
            decision.granted().stream()
                    .filter(ticket -> ticket.quota().equals(change.quota()) && numbers.contains(ticket.number()))
                    .forEach(reused::add);
        }
        return reused.isEmpty()
                ? Future.succeededFuture()
                : session.change(
                        sql.takeFreed(), Tuple.of(json(reused.stream())), reused.size(), "freed numbers taken");
    }

    Future<Void> compareAndSet() {
        return InTurn.each(decision.changes(), this::compareAndSet).mapEmpty();
    }

    private Future<Void> compareAndSet(StockChange change) {
        Long version = locked.versions().get(change.quota());
        Tuple arguments = Tuple.tuple()
                .addInteger(change.issued())
                .addInteger(change.highestNumber())
                .addLong(change.quota().value())
                .addLong(version)
                .addInteger(decision.granted().size())
                .addString(rows);
        return session.change(sql.compareAndSet(), arguments, 1, "quota rows changed");
    }

    Future<Void> commit() {
        return session.commit();
    }

    /**
     * Whether all tickets are there after COMMIT, before anybody is told. When it cannot be read, nothing is known: the
     * batch is repeated as after an unanswered COMMIT. The read's own transaction ends with the ROLLBACK.
     */
    Future<Boolean> readBack() {
        return session.run(sql.readBack(), Tuple.of(rows))
                .compose(result -> session.rollback()
                        .map(result.iterator().next().getInteger(0)
                                == decision.granted().size()))
                .recover(failure -> Future.failedFuture(new OutcomeUnknownException(failure)));
    }

    /** Sorted by member, the order of the primary key, so that two batches never lock its pages crosswise. */
    private static String json(Stream<Ticket> tickets) {
        JsonArray rows = new JsonArray();
        tickets.sorted(Comparator.comparing(ticket -> ticket.member().value()))
                .forEach(ticket -> rows.add(new JsonObject()
                        .put("q", ticket.quota().value())
                        .put("n", ticket.number())
                        .put("m", ticket.member().value())
                        .put("k", ticket.id().key().toHex())
                        .put("c", ticket.code().value())));
        return rows.encode();
    }
}
