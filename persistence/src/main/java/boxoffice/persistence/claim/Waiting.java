package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.OpeningId;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A claim whose member waits for the answer.
 *
 * @param caller where the answer is told; null when the caller has no context
 */
record Waiting(
        OpeningId opening, Claim claim, @Nullable Context caller, Promise<ClaimOutcome> answer, long arrivedNanos) {

    void tell(ClaimOutcome outcome) {
        if (caller == null) {
            answer.complete(outcome);
        } else {
            caller.runOnContext(back -> answer.complete(outcome));
        }
    }
}
