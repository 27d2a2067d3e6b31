package boxoffice.persistence.claim;

import boxoffice.domain.claim.Allocation;
import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.OvertakenException;
import boxoffice.persistence.pool.SqlFailure;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One attempt to decide a batch: lock the opening, read all facts, apply the rule, store, compare-and-set, COMMIT, read
 * back.
 *
 * <p>Guards that do not rely on each other: the row lock makes conflicts rare; the rule never passes a quota; the
 * unique keys allow no second ticket and no number twice; the compare-and-set proves that nobody decided since we read
 * and that our tickets are in this very transaction; the read-back proves that COMMIT kept them. A repetition with the
 * same keys finds what an earlier attempt has stored.
 */
final class ClaimTransaction {

    private final WriterPool writer;
    private final ClaimStatements sql;
    private final BiFunction<List<Claim>, LedgerFacts, Decision> rule;

    ClaimTransaction(WriterPool writer, ClaimStatements sql) {
        this(writer, sql, Allocation::decide);
    }

    /** With another rule: only for a test that wants to see a wrong one fail. */
    ClaimTransaction(WriterPool writer, ClaimStatements sql, BiFunction<List<Claim>, LedgerFacts, Decision> rule) {
        this.writer = writer;
        this.sql = sql;
        this.rule = rule;
    }

    /** Never fails; every failure is an {@link Attempt}. */
    Future<Attempt> attempt(OpeningId opening, List<Claim> claims) {
        return writer.session(session -> run(session, opening, claims)).otherwise(ClaimTransaction::classify);
    }

    private Future<Attempt> run(WriterSession session, OpeningId opening, List<Claim> claims) {
        ClaimReads reads = new ClaimReads(session, sql);
        return reads.lockedFacts(opening, claims).compose(locked -> {
            if (locked.isEmpty()) {
                return session.rollback().map(decided(nobody(claims)));
            }
            Decision decision = rule.apply(claims, locked.get().facts());
            if (decision.granted().isEmpty()) {
                return session.rollback().map(decided(decision.outcomes()));
            }
            return store(new ClaimWrites(session, sql, locked.get(), decision));
        });
    }

    private static Future<Attempt> store(ClaimWrites writes) {
        return writes.insertTickets()
                .compose(inserted -> writes.takeFreedNumbers())
                .compose(taken -> writes.compareAndSet())
                .compose(set -> writes.commit())
                .compose(committed -> writes.readBack())
                .map(durable -> durable ? decided(writes.outcomes()) : new Attempt.RolledBackSilently());
    }

    private static Attempt decided(List<ClaimOutcome> outcomes) {
        return new Attempt.Decided(outcomes);
    }

    private static List<ClaimOutcome> nobody(List<Claim> claims) {
        return Collections.nCopies(claims.size(), new ClaimOutcome.NoSuchOpening());
    }

    private static Attempt classify(Throwable failure) {
        if (failure instanceof OutcomeUnknownException) {
            return new Attempt.Unknown(failure);
        }
        boolean overtaken = failure instanceof OvertakenException;
        return new Attempt.NotCommitted(failure, overtaken || SqlFailure.of(failure) != SqlFailure.FATAL);
    }
}
