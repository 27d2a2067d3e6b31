package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final int FULL = ClaimLimits.DEFAULT.batchSizeMax();
    private static final int MANY = 10_000;

    private final Admission admission = new Admission(ClaimLimits.DEFAULT);

    @Test
    void letsEverybodyInWhoFitsWhileNothingIsKnown() {
        fullBatches(7, Duration.ofMillis(500));

        assertThat(admission.admitted()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
    }

    @Test
    void letsInWhatCanBeDecidedInTimeAtThePaceOfTheLastBatches() {
        fullBatches(8, Duration.ofMillis(200));

        assertThat(admission.admitted()).isEqualTo(10 * FULL);
    }

    @Test
    void turnsNobodyAwayForAColdStartOrOnePause() {
        fullBatches(7, Duration.ofSeconds(1));
        fullBatches(1, Duration.ofMillis(20));

        assertThat(admission.admitted()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
    }

    @Test
    void alwaysLetsInWhatKeepsTheBatchesFull() {
        fullBatches(8, Duration.ofMinutes(1));

        assertThat(admission.admitted()).isEqualTo(8 * FULL);
    }

    @Test
    void countsBatchesOfSeveralOpeningsThatGoSideBySide() {
        for (int batch = 0; batch < 8; batch++) {
            admission.decided(FULL, Duration.ofMillis(400).toNanos(), 2, MANY);
        }

        assertThat(admission.admitted()).isEqualTo(10 * FULL);
    }

    @Test
    void isNotMovedByTheSmallBatchesOfAnotherOpening() {
        fullBatches(8, Duration.ofMillis(200));

        admission.decided(1, 1, 2, MANY);

        assertThat(admission.admitted()).isEqualTo(10 * FULL);
    }

    @Test
    void forgetsThePaceOnceTheCrowdIsGone() {
        fullBatches(8, Duration.ofMillis(200));

        admission.decided(FULL, Duration.ofMillis(200).toNanos(), 1, FULL - 1);

        assertThat(admission.admitted()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
    }

    private void fullBatches(int count, Duration each) {
        for (int batch = 0; batch < count; batch++) {
            admission.decided(FULL, each.toNanos(), 1, MANY);
        }
    }
}
