package boxoffice.persistence.claim;

import java.time.Duration;
import java.util.Arrays;

/**
 * How many claims may wait: as many as can be decided in time at the pace of the last batches, so that under overload
 * who would wait in vain is told within milliseconds, and the others do not wait for those.
 *
 * <p>Only full batches tell a pace, and of the last ones the quickest is believed: a cold start or one pause turns
 * nobody away. While nothing is known, and once the crowd is gone, the fixed limit holds.
 *
 * <p>{@link #admitted()} may be asked from any thread; all else is confined to the ledger's context.
 */
final class Admission {

    private static final int BATCHES = 8;

    private final ClaimLimits limits;
    private final double[] nanosPerClaim = new double[BATCHES];
    private int known;
    private volatile int admitted;

    Admission(ClaimLimits limits) {
        this.limits = limits;
        this.admitted = limits.queuedMax();
    }

    /** How many claims may be without an answer at a time. */
    int admitted() {
        return admitted;
    }

    /**
     * A batch has been decided.
     *
     * @param atOnce how many batches were in flight, with this one
     * @param left how many claims of all openings are without an answer beside those of the batch
     */
    void decided(int size, long nanos, int atOnce, int left) {
        if (left < limits.batchSizeMax()) {
            known = 0;
            admitted = limits.queuedMax();
        } else if (size >= limits.batchSizeMax()) {
            fullBatch(size, nanos, atOnce);
        }
    }

    private void fullBatch(int size, long nanos, int atOnce) {
        nanosPerClaim[known++ % BATCHES] = (double) Math.max(1, nanos) / size / atOnce;
        if (known >= BATCHES) {
            admitted =
                    inTime(limits.waitMax(), Arrays.stream(nanosPerClaim).min().orElseThrow());
        }
    }

    /** At least what keeps the batches full. */
    private int inTime(Duration waitMax, double nanosPerClaim) {
        double inTime = waitMax.toNanos() / nanosPerClaim;
        int least = 2 * limits.batchSizeMax() * limits.batchesInFlightMax();
        return (int) Math.min(limits.queuedMax(), Math.max(least, inTime));
    }
}
