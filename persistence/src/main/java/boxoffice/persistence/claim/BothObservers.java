package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.OpeningId;

/** Two as one. */
record BothObservers(ClaimObserver first, ClaimObserver second) implements ClaimObserver {

    @Override
    public void answered(ClaimOutcome outcome, long nanos) {
        first.answered(outcome, nanos);
        second.answered(outcome, nanos);
    }

    @Override
    public void answered(OpeningId opening, ClaimOutcome outcome, long nanos) {
        first.answered(opening, outcome, nanos);
        second.answered(opening, outcome, nanos);
    }

    @Override
    public void batchDecided(int claims, long nanos) {
        first.batchDecided(claims, nanos);
        second.batchDecided(claims, nanos);
    }

    @Override
    public void attempted(AttemptResult result) {
        first.attempted(result);
        second.attempted(result);
    }
}
