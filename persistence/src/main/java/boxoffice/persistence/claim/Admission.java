package boxoffice.persistence.claim;

import java.time.Duration;
import java.util.Arrays;

/**
 * How many claims of one opening may wait: as many as its batches decide in time at the pace of the last ones, so that
 * under overload who would wait in vain is told within milliseconds, and the others do not wait for those.
 *
 * <p>The pace is the time from one batch's start to the next one's while there is always somebody who waits, so it
 * holds the turns of other openings. Of the last three the quickest is believed: a cold start or one pause, as a change
 * of the writer is, turns nobody away. Until three are known, only the limit of all openings holds; then who was let in
 * before and waits in vain is told. Confined to the ledger's context.
 */
final class Admission {

    private static final int PACES = 3;
    private static final int BATCHES_LEAST = 2; // so that the next one is full

    private final ClaimLimits limits;
    private final long[] nanosPerBatch = new long[PACES];
    private long startedNanos;
    private int started;
    private long quickestNanos; // zero until three are known

    Admission(ClaimLimits limits) {
        this.limits = limits;
    }

    /** A batch starts; an admission of its own is made for an opening after nobody waited. */
    void batchStarted(long nanos) {
        if (started > 0) {
            nanosPerBatch[(started - 1) % PACES] = Math.max(1, nanos - startedNanos);
        }
        startedNanos = nanos;
        started++;
        if (started > PACES) {
            quickestNanos = Arrays.stream(nanosPerBatch).min().orElseThrow();
        }
    }

    /** Above so many that wait, nobody more is let in. */
    int waitingMax() {
        return decidedWithin(limits.waitMax());
    }

    /** Beyond so many, who waits does so in vain: only who was let in before the pace was known can. */
    int patientMax() {
        return decidedWithin(limits.patience());
    }

    private int decidedWithin(Duration time) {
        if (quickestNanos == 0) {
            return limits.queuedMax();
        }
        long inTime = time.toNanos() / quickestNanos * limits.batchSizeMax();
        return (int) Math.min(limits.queuedMax(), Math.max((long) BATCHES_LEAST * limits.batchSizeMax(), inTime));
    }
}
