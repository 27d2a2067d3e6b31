package boxoffice.persistence.claim;

import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.Decision.StockChange;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The writing half of a claim transaction: stores one decision, and proves that it is stored. */
final class ClaimWrites implements ClaimDatabase.Writes {

    private final WriterSession session;
    private final ClaimStatements sql;
    private final LockedOpening locked;
    private final Decision decision;
    private final Map<QuotaId, List<Ticket>> granted;

    ClaimWrites(WriterSession session, ClaimStatements sql, LockedOpening locked, Decision decision) {
        this.session = session;
        this.sql = sql;
        this.locked = locked;
        this.decision = decision;
        this.granted = decision.granted().stream().collect(Collectors.groupingBy(Ticket::quota));
    }

    /**
     * Inserts and compares and sets together: where the insert fails, the other does too, since the proof is not there.
     * Where any of it fails, COMMIT is not sent.
     */
    @Override
    public Future<Void> store() {
        List<Ticket> reused = decision.changes().stream()
                .flatMap(change -> BatchRows.reused(change, granted(change)).stream())
                .toList();
        Future<Void> inserted = insertTickets();
        if (reused.isEmpty()) {
            Future<Void> set = compareAndSet();
            return inserted.compose(done -> set);
        }
        return inserted.compose(done -> takeFreedNumbers(reused)).compose(taken -> compareAndSet());
    }

    private Future<Void> insertTickets() {
        LocalDateTime claimedAt = LocalDateTime.ofInstant(locked.facts().now(), ZoneOffset.UTC);
        Tuple arguments = Tuple.of(locked.facts().opening().value(), claimedAt, BatchRows.json(decision.granted()));
        return session.change(sql.insert(), arguments, decision.granted().size(), "tickets inserted");
    }

    private Future<Void> takeFreedNumbers(List<Ticket> reused) {
        return session.change(sql.takeFreed(), Tuple.of(BatchRows.json(reused)), reused.size(), "freed numbers taken");
    }

    private Future<Void> compareAndSet() {
        List<Future<Void>> set =
                decision.changes().stream().map(this::compareAndSet).toList();
        return InTurn.each(set, one -> one).mapEmpty();
    }

    private Future<Void> compareAndSet(StockChange change) {
        Tuple arguments = Tuple.tuple()
                .addInteger(change.issued())
                .addInteger(change.highestNumber())
                .addLong(change.quota().value())
                .addLong(locked.versions().get(change.quota()));
        return session.change(sql.compareAndSet(), addProof(arguments), 1, "quota rows changed");
    }

    /**
     * The read-back is sent with COMMIT, and done after it. When it cannot be read, nothing is known: the batch is
     * repeated as after an unanswered COMMIT. The read's own transaction ends behind the answer.
     */
    @Override
    public Future<Boolean> commit() {
        Future<Void> committed = session.commit();
        Future<Boolean> kept = session.run(sql.readBack(), addProof(Tuple.tuple()))
                .map(rows -> rows.size() == 1)
                .recover(failure -> Future.failedFuture(new OutcomeUnknownException(failure)));
        return committed.compose(done -> kept).onSuccess(read -> session.endLater());
    }

    private Tuple addProof(Tuple arguments) {
        Ticket first = decision.granted().get(0);
        return arguments
                .addLong(first.quota().value())
                .addInteger(first.number())
                .addString(first.id().key().toHex());
    }

    private List<Ticket> granted(StockChange change) {
        return granted.getOrDefault(change.quota(), List.of());
    }
}
