package boxoffice.persistence.claim;

import boxoffice.domain.claim.Allocation;
import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.pool.CommitGate;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.OvertakenException;
import boxoffice.persistence.pool.SqlFailure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * One attempt to decide a batch: lock the opening, read the facts, apply the rule, store, compare-and-set, COMMIT, read
 * back. Three ways to the database and back at least: the lock, what is stored, and COMMIT with the read-back.
 *
 * <p>A first attempt asks only about members who are suspected to hold a ticket. That is enough where the whole batch
 * ends with one: if another member does, the unique key says so, and the next attempt asks about all. Before anybody is
 * told anything else, all are asked about.
 *
 * <p>Guards that do not rely on each other: the row lock makes conflicts rare; the rule never passes a quota; the
 * unique keys allow no second ticket and no number twice; the compare-and-set proves that nobody decided since we read
 * and that our tickets are in this very transaction; the read-back proves that COMMIT kept them. A repetition with the
 * same keys finds what an earlier attempt has stored.
 */
final class ClaimTransaction implements BatchTransaction {

    private final ClaimDatabase database;
    private final BiFunction<List<Claim>, LedgerFacts, Decision> rule;
    private final Suspects suspects = new Suspects();
    private final OpenedOnce opened = new OpenedOnce();
    private final Reopenings reopenings;

    ClaimTransaction(ClaimDatabase database, LongSupplier nanoClock) {
        this(database, nanoClock, Allocation::decide);
    }

    /** With another rule: only for a test that wants to see a wrong one fail. */
    ClaimTransaction(
            ClaimDatabase database, LongSupplier nanoClock, BiFunction<List<Claim>, LedgerFacts, Decision> rule) {
        this.database = database;
        this.reopenings = new Reopenings(nanoClock);
        this.rule = rule;
    }

    @Override
    public Future<Attempt> attempt(OpeningId opening, List<Claim> claims, boolean first, CommitGate gate) {
        Predicate<MemberId> asked = first ? member -> suspects.suspects(opening, member) : everybody -> true;
        return database.session(gate, session -> run(session, opening, claims, asked, !first))
                .onSuccess(attempt -> remember(opening, attempt))
                .otherwise(ClaimTransaction::classify);
    }

    private Future<Attempt> run(
            ClaimDatabase.Session session,
            OpeningId opening,
            List<Claim> claims,
            Predicate<MemberId> asked,
            boolean repeated) {
        return session.lockedFacts(opening, claims, asked, repeated).compose(locked -> {
            if (locked.isEmpty()) {
                return session.rollback().map(decided(nobody(claims)));
            }
            reopenings.saw(locked.get());
            Duration behind = opened.behind(locked.get());
            if (!behind.isZero()) {
                return session.rollback().map(new Attempt.HeldBack(behind));
            }
            Decision decision = rule.apply(claims, locked.get().facts());
            boolean needsAll = !decision.outcomes().stream().allMatch(ClaimTransaction::leavesATicket)
                    && !claims.stream().map(Claim::member).allMatch(asked);
            return needsAll
                    ? session.withAllHolders(locked.get(), claims)
                            .compose(all -> store(session, all, rule.apply(claims, all.facts())))
                    : store(session, locked.get(), decision);
        });
    }

    /** Whoever is told anything else must first be known to hold none; here the unique key would tell. */
    private static boolean leavesATicket(ClaimOutcome outcome) {
        return outcome instanceof ClaimOutcome.Granted || outcome instanceof ClaimOutcome.AlreadyHeld;
    }

    private Future<Attempt> store(ClaimDatabase.Session session, LockedOpening locked, Decision decision) {
        if (decision.granted().isEmpty()) {
            return session.rollback().map(decided(decision.outcomes()));
        }
        Duration holdBack = reopenings.holdBack(locked);
        return holdBack.isZero()
                ? store(decision, session.writes(locked, decision))
                : session.rollback().map(new Attempt.HeldBack(holdBack));
    }

    private static Future<Attempt> store(Decision decision, ClaimDatabase.Writes writes) {
        return writes.store()
                .compose(stored -> writes.commit())
                .map(durable -> durable ? decided(decision.outcomes()) : new Attempt.RolledBackSilently());
    }

    private void remember(OpeningId opening, Attempt attempt) {
        if (attempt instanceof Attempt.Decided decided) {
            for (ClaimOutcome outcome : decided.outcomes()) {
                if (outcome instanceof ClaimOutcome.Granted granted) {
                    suspects.saw(opening, granted.ticket().member());
                } else if (outcome instanceof ClaimOutcome.AlreadyHeld held) {
                    suspects.saw(opening, held.ticket().member());
                }
            }
        }
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
        if (SqlFailure.isTaken(ClaimStatements.ONE_TICKET, failure)) {
            return new Attempt.HolderMet();
        }
        boolean overtaken = failure instanceof OvertakenException;
        return new Attempt.NotCommitted(failure, overtaken || SqlFailure.of(failure) != SqlFailure.FATAL);
    }
}
