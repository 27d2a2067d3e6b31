package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.OpeningId;

/** Is told what happens to claims, on an event loop; must return at once and not throw. */
public interface ClaimObserver {

    /** How one attempt at a batch ended. */
    enum AttemptResult {
        COMMITTED,
        /** Rolled back or never begun; nothing stored. */
        NOT_COMMITTED,
        /** Nothing stored: a member had got a ticket elsewhere. Asked again at once. */
        HOLDER_MET,
        /** Nothing stored: the opening had just come to give tickets again. Asked again a moment later. */
        HELD_BACK,
        /** COMMIT was sent and not answered. */
        UNKNOWN,
        /** COMMIT was answered with success, and the tickets were not there. */
        ROLLED_BACK_SILENTLY
    }

    /** A claim was answered, this long after it was made; from memory, 0. */
    void answered(ClaimOutcome outcome, long nanos);

    /** The same, for who counts by opening: the ledger calls this one. */
    default void answered(OpeningId opening, ClaimOutcome outcome, long nanos) {
        answered(outcome, nanos);
    }

    /** Both are told, in this order. */
    static ClaimObserver both(ClaimObserver first, ClaimObserver second) {
        return new BothObservers(first, second);
    }

    /** A batch of so many claims was decided; the time includes all its attempts. */
    void batchDecided(int claims, long nanos);

    void attempted(AttemptResult result);
}
