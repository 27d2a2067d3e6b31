package boxoffice.persistence.claim;

import java.time.Duration;

/**
 * How many claims of one opening may wait, and how long: as many as its batches decide in time at the pace of the last
 * ones, so that under overload who would wait in vain is told within milliseconds, and the others do not wait for
 * those; and no longer than leaves time for a batch like the last ones, so that who is taken is answered.
 *
 * <p>The pace is the time from one batch's start to the next one's while there is always somebody who waits, so it
 * holds the turns of other openings. Of the last three batches the quickest is believed: a cold start or one pause, as
 * a change of the writer is, turns nobody away. Until three are known, or two that were slow, only the limits of all
 * openings hold; then who was let in before and waits in vain is told. Confined to the ledger's context.
 */
final class Admission {

    private static final int BELIEVED_OF = 3;
    private static final int SLOW_ONES = 2;
    private static final int BATCHES_LEAST = 2; // so that the next one is full

    private final ClaimLimits limits;
    private final long[] paces = new long[BELIEVED_OF];
    private final long[] durations = new long[BELIEVED_OF];
    private long firstNanos;
    private long startedNanos;
    private int started;

    Admission(ClaimLimits limits) {
        this.limits = limits;
    }

    /**
     * A batch starts, after the one before has landed; an admission is made anew for an opening after nobody waited.
     */
    void batchStarted(long nanos) {
        if (started == 0) {
            firstNanos = nanos;
        } else {
            paces[(started - 1) % BELIEVED_OF] = Math.max(1, nanos - startedNanos);
        }
        startedNanos = nanos;
        started++;
    }

    /** The batch that was started last has its outcome. */
    void batchLanded(long nanos) {
        durations[(started - 1) % BELIEVED_OF] = nanos - startedNanos;
    }

    /** Above so many that wait, nobody more is let in. */
    int waitingMax() {
        return decidedWithin(limits.waitMax().toNanos());
    }

    /** Beyond so many, who waits does so in vain: only who was let in before the pace was known can. */
    int patientMax() {
        return decidedWithin(patience().toNanos());
    }

    /** Who has waited longer for a batch may get no answer from it in time. */
    Duration patience() {
        int known = known();
        if (known == 0) {
            return limits.patience();
        }
        Duration left = limits.answerMax().minusNanos(quickest(durations, known));
        return left.compareTo(limits.patience()) < 0 ? left : limits.patience();
    }

    private int decidedWithin(long nanos) {
        int known = known();
        if (known == 0) {
            return limits.queuedMax();
        }
        long inTime = Math.max(0, nanos) / quickest(paces, known) * limits.batchSizeMax();
        return (int) Math.min(limits.queuedMax(), Math.max((long) BATCHES_LEAST * limits.batchSizeMax(), inTime));
    }

    /** How many batches tell something; zero while they are too few to be believed. */
    private int known() {
        int ended = started - 1;
        boolean slow = ended >= SLOW_ONES
                && startedNanos - firstNanos > limits.waitMax().toNanos() / 2;
        return ended >= BELIEVED_OF || slow ? Math.min(ended, BELIEVED_OF) : 0;
    }

    private static long quickest(long[] nanos, int known) {
        long quickest = nanos[0];
        for (int i = 1; i < known; i++) { // no stream: this is asked for every claim
            quickest = Math.min(quickest, nanos[i]);
        }
        return quickest;
    }
}
