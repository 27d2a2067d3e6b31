package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told. */
final class RecordingObserver implements ClaimObserver {

    final List<ClaimOutcome> outcomes = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final Map<AttemptResult, Integer> attempts = new EnumMap<>(AttemptResult.class);

    @Override
    public void answered(ClaimOutcome outcome, long nanos) {
        outcomes.add(outcome);
    }

    @Override
    public void batchDecided(int claims, long nanos) {
        batches.add(claims);
    }

    @Override
    public synchronized void attempted(AttemptResult result) {
        attempts.merge(result, 1, Integer::sum);
    }

    synchronized int attempts(AttemptResult result) {
        return attempts.getOrDefault(result, 0);
    }
}
