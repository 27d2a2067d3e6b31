package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final int FULL = ClaimLimits.DEFAULT.batchSizeMax();

    private final Admission admission = new Admission(ClaimLimits.DEFAULT);
    private long nanos;

    @BeforeEach
    void theFirstBatchStarts() {
        admission.batchStarted(nanos);
    }

    @Test
    void letsEverybodyInWhoFitsWhileNothingIsKnown() {
        batches(2, Duration.ofMillis(500));

        assertThat(admission.waitingMax()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
    }

    @Test
    void letsInWhatCanBeDecidedInTimeAtThePaceOfTheLastBatches() {
        batches(3, Duration.ofMillis(200));

        assertThat(admission.waitingMax()).isEqualTo(10 * FULL);
    }

    @Test
    void turnsNobodyAwayForAColdStart() {
        batches(2, Duration.ofSeconds(1));
        batches(1, Duration.ofMillis(20));

        assertThat(admission.waitingMax()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
    }

    @Test
    void believesTwoBatchesWhereTheyAreSlowForAThirdIsLongInComing() {
        batches(1, Duration.ofMillis(600));
        assertThat(admission.waitingMax()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
        batches(1, Duration.ofMillis(500));

        assertThat(admission.waitingMax()).isEqualTo(4 * FULL);
    }

    @Test
    void turnsNobodyAwayForAPauseInOneOfTheFirstTwoBatches() {
        batches(1, Duration.ofSeconds(2));
        batches(1, Duration.ofMillis(20));

        assertThat(admission.waitingMax()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
        assertThat(admission.patience()).isEqualTo(ClaimLimits.DEFAULT.patience());
    }

    @Test
    void isPatientOnlySoLongThatABatchLikeTheLastOnesIsAnsweredInTime() {
        assertThat(admission.patience()).isEqualTo(ClaimLimits.DEFAULT.patience());
        batches(3, Duration.ofMillis(900));

        assertThat(admission.patience())
                .isEqualTo(ClaimLimits.DEFAULT.answerMax().minusMillis(900));
    }

    @Test
    void theTurnsOfOtherOpeningsTakeNothingFromThePatience() {
        for (int batch = 0; batch < 3; batch++) {
            admission.batchLanded(nanos + Duration.ofMillis(100).toNanos());
            nanos += Duration.ofSeconds(1).toNanos();
            admission.batchStarted(nanos);
        }

        assertThat(admission.waitingMax()).isEqualTo(2 * FULL);
        assertThat(admission.patience()).isEqualTo(ClaimLimits.DEFAULT.patience());
    }

    @Test
    void tellsWhoWaitsInVainOnlyOnceThreeBatchesHaveBeenSlow() {
        batches(2, Duration.ofMillis(500));
        assertThat(admission.patientMax()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
        batches(1, Duration.ofMillis(400));

        assertThat(admission.patientMax()).isEqualTo(10 * FULL);
    }

    @Test
    void turnsNobodyAwayForOneOrTwoPauses() {
        batches(5, Duration.ofMillis(20));
        batches(2, Duration.ofSeconds(2));

        assertThat(admission.waitingMax()).isEqualTo(ClaimLimits.DEFAULT.queuedMax());
    }

    @Test
    void followsADatabaseThatHasBecomeSlower() {
        batches(9, Duration.ofMillis(20));
        batches(3, Duration.ofMillis(400));

        assertThat(admission.waitingMax()).isEqualTo(5 * FULL);
    }

    @Test
    void alwaysLetsInWhatKeepsTheBatchesFull() {
        batches(5, Duration.ofMinutes(1));

        assertThat(admission.waitingMax()).isEqualTo(2 * FULL);
    }

    private void batches(int count, Duration each) {
        for (int batch = 0; batch < count; batch++) {
            nanos += each.toNanos();
            admission.batchLanded(nanos);
            admission.batchStarted(nanos);
        }
    }
}
