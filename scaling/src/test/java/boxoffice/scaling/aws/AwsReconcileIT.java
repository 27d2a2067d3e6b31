package boxoffice.scaling.aws;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.scaling.ScalingRules;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import boxoffice.scaling.reconcile.Reconciliation;
import boxoffice.scaling.reconcile.ScheduledCapacity.Registered;
import boxoffice.scaling.reconcile.ScheduledCapacity.RegisteredChange;
import boxoffice.scaling.reconcile.Schedules;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "boxoffice.test.aws", matches = "local", disabledReason = "needs a local AWS: -Paws")
class AwsReconcileIT {

    private final Instant opensAt = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);

    private LocalAws aws;
    private AwsCapacities capacities;

    @BeforeEach
    void open() {
        aws = new LocalAws();
        capacities = AwsCapacities.open(aws.names());
    }

    @AfterEach
    void close() {
        capacities.close();
        aws.close();
    }

    @Test
    void createsMovesAndDeletesTheActionsOfAnOpening() {
        try (Schedules schedules = schedules()) {
            assertThat(reconcile(schedules, opensAt).done()).hasSize(4);
            assertThat(capacities.instances().read().changes())
                    .extracting(RegisteredChange::at)
                    .containsExactlyInAnyOrder(opensAt.minusSeconds(600), opensAt.plusSeconds(1_800));
            assertThat(capacities.readers().read().changes())
                    .extracting(RegisteredChange::at)
                    .containsExactlyInAnyOrder(opensAt.minusSeconds(1_800), opensAt.plusSeconds(1_800));
            assertThat(reconcile(schedules, opensAt).done()).isEmpty();

            assertThat(reconcile(schedules, opensAt.plusSeconds(300)).done()).hasSize(8);
            assertThat(capacities.instances().read().changes())
                    .extracting(RegisteredChange::at)
                    .containsExactlyInAnyOrder(opensAt.minusSeconds(300), opensAt.plusSeconds(2_100));

            assertThat(reconcile(schedules).done()).hasSize(4);
            assertThat(capacities.instances().read().changes()).isEmpty();
            assertThat(capacities.readers().read().changes()).isEmpty();
        }
    }

    @Test
    void threeInstancesAtOnceMakeNoDuplicate() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Schedules one = schedules();
                Schedules two = schedules();
                Schedules three = schedules()) {
            for (int round = 0; round < 5; round++) {
                List<Instant> openings = List.of(opensAt.plusSeconds(7L * round));
                List<Callable<Reconciliation>> together = List.of(
                        () -> one.reconcile(openings), () -> two.reconcile(openings), () -> three.reconcile(openings));
                for (Future<Reconciliation> run : threads.invokeAll(together)) {
                    assertThat(run.get(30, TimeUnit.SECONDS).troubles()).isEmpty();
                }
                assertThat(capacities.instances().read().changes()).hasSize(2);
                assertThat(capacities.readers().read().changes()).hasSize(2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anOpeningThatIsNearPinsAtOnceAndOneThatIsOverReleases() {
        try (Schedules schedules = schedules()) {
            reconcile(schedules, Instant.now().plusSeconds(120));
            Registered near = capacities.instances().read();
            assertThat(near.min()).isEqualTo(3);
            assertThat(near.desired()).isEqualTo(3);
            Registered readers = capacities.readers().read();
            assertThat(readers.min()).isEqualTo(3);
            assertThat(readers.changes()).anyMatch(change -> change.name().startsWith("pin-"));
            assertThat(reconcile(schedules, Instant.now().plusSeconds(120)).troubles())
                    .isEmpty();

            reconcile(schedules);
            assertThat(capacities.instances().read().min()).isEqualTo(1);
            assertThat(capacities.readers().read().min()).isEqualTo(1);
        }
    }

    @Test
    void aGroupThatIsNotThereIsTold() {
        AwsNames wrong = new AwsNames("no-such-group", aws.names().cluster());
        try (Schedules schedules = AwsCapacities.schedules(wrong, ScalingRules.DEFAULT, Clock.systemUTC())) {
            Reconciliation finished = reconcile(schedules, opensAt);
            assertThat(finished.troubles()).hasSize(1);
            assertThat(finished.troubles().get(0).kind()).isEqualTo(Kind.MISSING);
            assertThat(finished.troubles().get(0)).hasMessageContaining("no-such-group");
            assertThat(capacities.readers().read().changes()).hasSize(2);
        }
    }

    private Schedules schedules() {
        return AwsCapacities.schedules(aws.names(), ScalingRules.DEFAULT, Clock.systemUTC());
    }

    @CanIgnoreReturnValue
    private static Reconciliation reconcile(Schedules schedules, Instant... openings) {
        return schedules.reconcile(List.of(openings));
    }
}
