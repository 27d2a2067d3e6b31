package boxoffice.persistence.claim;

import java.time.Duration;

/**
 * The limits of the claim path.
 *
 * @param queuedMax claims at most that wait, over all openings; more are deferred at once
 * @param batchSizeMax claims at most in one transaction
 * @param batchesInFlightMax transactions at most at a time, over all openings; never more than one for an opening
 * @param waitMax no more claims of an opening wait than its batches decide within this; more are deferred at once
 * @param patience a claim that has waited longer for its batch is deferred; sooner where batches take longer than what
 *     this leaves of answerMax
 * @param answerMax a claim is answered after this, decided or not; what is left after the wait is for its batch
 * @param attemptMax an attempt at a batch that lasts longer hangs, and is made again on another connection
 */
public record ClaimLimits(
        int queuedMax,
        int batchSizeMax,
        int batchesInFlightMax,
        Duration waitMax,
        Duration patience,
        Duration answerMax,
        Duration attemptMax) {

    public static final ClaimLimits DEFAULT = new ClaimLimits(
            20_000,
            1_024,
            4,
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofMillis(4_700),
            Duration.ofMillis(2_500));
}
