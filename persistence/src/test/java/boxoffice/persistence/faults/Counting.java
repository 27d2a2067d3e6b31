package boxoffice.persistence.faults;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.persistence.claim.ClaimObserver;
import java.util.EnumMap;
import java.util.Map;

/** Counts how the attempts at batches ended. */
public final class Counting implements ClaimObserver {

    private final Map<AttemptResult, Integer> attempts = new EnumMap<>(AttemptResult.class);

    private int batches;
    private int claims;

    @Override
    public void answered(ClaimOutcome outcome, long nanos) {}

    @Override
    public synchronized void batchDecided(int claims, long nanos) {
        batches++;
        this.claims += claims;
    }

    @Override
    public synchronized void attempted(AttemptResult result) {
        attempts.merge(result, 1, Integer::sum);
    }

    public synchronized int attempts(AttemptResult result) {
        return attempts.getOrDefault(result, 0);
    }

    public synchronized int batches() {
        return batches;
    }

    /** How many claims all those batches decided. */
    public synchronized int claims() {
        return claims;
    }
}
