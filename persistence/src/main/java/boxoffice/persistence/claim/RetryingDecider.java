package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a batch until it is decided or its time is up. A batch whose COMMIT was not answered is repeated with the
 * same keys, never looked up by a plain read: the first statement of the repetition waits for the doubtful
 * transaction's lock, so what it then finds is final.
 */
final class RetryingDecider implements BatchDecider {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingDecider.class);
    private static final int PAUSE_MILLIS_MIN = 5;
    private static final int PAUSE_MILLIS_MAX = 50;

    private final BatchTransaction transaction;
    private final Duration budget;
    private final ClaimObserver observer;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private final RandomGenerator random;

    RetryingDecider(
            BatchTransaction transaction,
            Duration budget,
            ClaimObserver observer,
            LongSupplier nanoClock,
            Pause pause,
            RandomGenerator random) {
        this.transaction = transaction;
        this.budget = budget;
        this.observer = observer;
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public Future<List<ClaimOutcome>> decide(OpeningId opening, List<Claim> claims) {
        return attempt(opening, claims, nanoClock.getAsLong() + budget.toNanos(), true, false);
    }

    private Future<List<ClaimOutcome>> attempt(
            OpeningId opening, List<Claim> claims, long deadline, boolean first, boolean doubtful) {
        return transaction
                .attempt(opening, claims, first)
                .otherwise(Attempt.Unknown::new)
                .compose(attempt -> {
                    observer.attempted(result(attempt));
                    if (attempt instanceof Attempt.Decided decided) {
                        return Future.succeededFuture(decided.outcomes());
                    }
                    boolean doubt = doubtful
                            || attempt instanceof Attempt.Unknown
                            || attempt instanceof Attempt.RolledBackSilently;
                    if (!repeatable(attempt) || nanoClock.getAsLong() - deadline >= 0) {
                        LOG.warn("opening {}: gave up on a batch of {} claims: {}", opening, claims.size(), attempt);
                        return Future.succeededFuture(givenUp(claims.size(), doubt));
                    }
                    LOG.debug("opening {}: repeats a batch of {} claims: {}", opening, claims.size(), attempt);
                    boolean firstStill = first && attempt instanceof Attempt.HeldBack;
                    return pauseAfter(attempt, first)
                            .compose(over -> attempt(opening, claims, deadline, firstStill, doubt));
                });
    }

    /** Full jitter, so that instances in conflict do not meet again. */
    private Future<Void> pauseAfter(Attempt attempt, boolean first) {
        if (first && attempt instanceof Attempt.HolderMet) {
            return Future.succeededFuture();
        }
        if (attempt instanceof Attempt.HeldBack heldBack) {
            return pause.of(heldBack.left().plusMillis(1));
        }
        return pause.of(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX + 1)));
    }

    private static boolean repeatable(Attempt attempt) {
        return !(attempt instanceof Attempt.NotCommitted notCommitted) || notCommitted.repeatable();
    }

    private static List<ClaimOutcome> givenUp(int claims, boolean doubtful) {
        return Collections.nCopies(claims, doubtful ? new ClaimOutcome.Undetermined() : new ClaimOutcome.Deferred());
    }

    private static AttemptResult result(Attempt attempt) {
        if (attempt instanceof Attempt.Decided) {
            return AttemptResult.COMMITTED;
        } else if (attempt instanceof Attempt.NotCommitted) {
            return AttemptResult.NOT_COMMITTED;
        } else if (attempt instanceof Attempt.HeldBack) {
            return AttemptResult.HELD_BACK;
        } else if (attempt instanceof Attempt.HolderMet) {
            return AttemptResult.HOLDER_MET;
        } else if (attempt instanceof Attempt.RolledBackSilently) {
            return AttemptResult.ROLLED_BACK_SILENTLY;
        }
        return AttemptResult.UNKNOWN;
    }
}
