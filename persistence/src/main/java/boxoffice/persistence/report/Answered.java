package boxoffice.persistence.report;

import boxoffice.domain.claim.ClaimOutcome;
import java.util.Optional;

/** How a claim was answered, as far as an opening's report tells it apart. Its names are stored. */
public enum Answered {
    GRANTED,
    ALREADY_HELD,
    SOLD_OUT,
    NOT_YET_OPEN,
    CLOSED,
    FROZEN,
    DEFERRED,
    UNDETERMINED;

    private static final ClaimOutcome.Cases<Optional<Answered>> CASES = new ClaimOutcome.Cases<>(
            outcome -> Optional.of(GRANTED),
            outcome -> Optional.of(ALREADY_HELD),
            outcome -> Optional.of(SOLD_OUT),
            outcome -> Optional.of(NOT_YET_OPEN),
            outcome -> Optional.of(CLOSED),
            outcome -> Optional.of(FROZEN),
            outcome -> Optional.of(DEFERRED),
            outcome -> Optional.of(UNDETERMINED),
            outcome -> Optional.empty(),
            outcome -> Optional.empty());

    /** Empty where the claim named nothing there is. */
    static Optional<Answered> of(ClaimOutcome outcome) {
        return outcome.match(CASES);
    }
}
