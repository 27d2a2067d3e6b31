package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.pool.CommitGate;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a batch until it is decided or nobody waits for it any more. An attempt that hangs is given up, and its
 * connection with it. A batch whose COMMIT was not answered is repeated with the same keys, never looked up by a plain
 * read: the first statement of the repetition waits for the doubtful transaction's lock, so what it then finds is
 * final.
 */
final class RetryingDecider implements BatchDecider {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingDecider.class);
    private static final int PAUSE_MILLIS_MIN = 5;
    private static final int PAUSE_MILLIS_MAX = 50;

    private final BatchTransaction transaction;
    private final Duration attemptMax;
    private final ClaimObserver observer;
    private final Pause pause;
    private final RandomGenerator random;

    /** @param attemptMax an attempt that lasts longer hangs; longer than the wait for a lock */
    RetryingDecider(
            BatchTransaction transaction,
            Duration attemptMax,
            ClaimObserver observer,
            Pause pause,
            RandomGenerator random) {
        this.transaction = transaction;
        this.attemptMax = attemptMax;
        this.observer = observer;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public Future<Void> decide(Flight flight) {
        return attempt(flight, true);
    }

    private Future<Void> attempt(Flight flight, boolean first) {
        List<Claim> claims = flight.awaited();
        if (claims.isEmpty()) {
            LOG.warn("opening {}: nobody waits any more for a batch of {}", flight.opening(), flight.size());
            flight.giveUp();
            return Future.succeededFuture();
        }
        CommitGate gate = flight.nextAttempt();
        pause.of(attemptMax).onComplete(late -> gate.giveUp("the attempt hangs"));
        return transaction
                .attempt(flight.opening(), claims, first, gate)
                .otherwise(Attempt.Unknown::new)
                .compose(attempt -> {
                    flight.attemptEnded();
                    observer.attempted(result(attempt));
                    return after(flight, claims, attempt, first);
                });
    }

    private Future<Void> after(Flight flight, List<Claim> claims, Attempt attempt, boolean first) {
        if (attempt instanceof Attempt.Decided decided) {
            flight.decide(claims, decided.outcomes());
            return Future.succeededFuture();
        }
        if (attempt instanceof Attempt.Unknown || attempt instanceof Attempt.RolledBackSilently) {
            flight.doubt();
        }
        if (!repeatable(attempt)) {
            LOG.error(
                    "opening {}: a batch of {} claims cannot be decided: {}", flight.opening(), claims.size(), attempt);
            flight.giveUp();
            return Future.succeededFuture();
        }
        LOG.debug("opening {}: repeats a batch of {} claims: {}", flight.opening(), claims.size(), attempt);
        boolean firstStill = first && attempt instanceof Attempt.HeldBack;
        return pauseAfter(attempt, first).compose(over -> attempt(flight, firstStill));
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
