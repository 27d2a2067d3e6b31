package boxoffice.persistence.claim;

import java.time.Duration;

/**
 * The limits of the claim path.
 *
 * @param queuedMax claims at most that wait, over all openings; more are deferred at once
 * @param batchSizeMax claims at most in one transaction
 * @param batchesInFlightMax transactions at most at a time, over all openings; never more than one for an opening
 * @param patience a claim that has waited longer is deferred: nobody listens any more
 * @param retryBudget how long a batch is repeated before its claims are deferred, or undetermined if one COMMIT was not
 *     answered
 */
public record ClaimLimits(
        int queuedMax, int batchSizeMax, int batchesInFlightMax, Duration patience, Duration retryBudget) {

    public static final ClaimLimits DEFAULT =
            new ClaimLimits(20_000, 512, 4, Duration.ofSeconds(5), Duration.ofSeconds(3));
}
