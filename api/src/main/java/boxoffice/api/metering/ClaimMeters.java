package boxoffice.api.metering;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.persistence.claim.ClaimObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The claim path's meters. */
public final class ClaimMeters implements ClaimObserver {

    private final ClaimOutcome.Cases<Counter> answered;
    private final Map<AttemptResult, Counter> attempts = new EnumMap<>(AttemptResult.class);
    private final Timer claimTime;
    private final Timer batchTime;
    private final DistributionSummary batchSize;

    public ClaimMeters(Meters meters) {
        Counter granted = meters.counter(Catalogue.CLAIMS, "granted");
        Counter alreadyHeld = meters.counter(Catalogue.CLAIMS, "already_held");
        Counter soldOut = meters.counter(Catalogue.CLAIMS, "sold_out");
        Counter notYetOpen = meters.counter(Catalogue.CLAIMS, "not_yet_open");
        Counter closed = meters.counter(Catalogue.CLAIMS, "closed");
        Counter frozen = meters.counter(Catalogue.CLAIMS, "frozen");
        Counter deferred = meters.counter(Catalogue.CLAIMS, "deferred");
        Counter undetermined = meters.counter(Catalogue.CLAIMS, "undetermined");
        Counter unknown = meters.counter(Catalogue.CLAIMS, "unknown_opening");
        answered = new ClaimOutcome.Cases<>(
                outcome -> granted,
                outcome -> alreadyHeld,
                outcome -> soldOut,
                outcome -> notYetOpen,
                outcome -> closed,
                outcome -> frozen,
                outcome -> deferred,
                outcome -> undetermined,
                outcome -> unknown,
                outcome -> unknown);
        for (AttemptResult result : AttemptResult.values()) {
            attempts.put(
                    result,
                    meters.counter(Catalogue.BATCH_ATTEMPTS, result.name().toLowerCase(Locale.ROOT)));
        }
        claimTime = meters.timer(Catalogue.CLAIM_TIME);
        batchTime = meters.timer(Catalogue.BATCH_TIME);
        batchSize = meters.summary(Catalogue.BATCH_SIZE);
    }

    @Override
    public void answered(ClaimOutcome outcome, long nanos) {
        outcome.match(answered).increment();
        claimTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void batchDecided(int claims, long nanos) {
        batchSize.record(claims);
        batchTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void attempted(AttemptResult result) {
        Counter counter = attempts.get(result);
        if (counter != null) {
            counter.increment();
        }
    }
}
