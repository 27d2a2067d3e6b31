package boxoffice.domain.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.domain.scaling.Change.Pin;
import boxoffice.domain.scaling.Change.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final Instant T = Instant.parse("2026-12-01T11:00:00Z");
    private static final Instant LONG_BEFORE = T.minus(Duration.ofDays(7));

    @Test
    void pinsInstancesTenMinutesBeforeAndReadersThirtyAndReleasesBothAfterTheHold() {
        ScalingPlan plan = plan(T);
        assertThat(plan.instances().changesAfter(LONG_BEFORE))
                .containsExactly(new Pin(minutes(-10)), new Release(minutes(30)));
        assertThat(plan.readers().changesAfter(LONG_BEFORE))
                .containsExactly(new Pin(minutes(-30)), new Release(minutes(30)));
    }

    @Test
    void demandsTheFullCapacityFromTheLeadToTheEndOfTheHold() {
        Timetable instances = plan(T).instances();
        assertThat(instances.demandedAt(minutes(-10).minusNanos(1))).isEqualTo(new Demand(1, 3, false));
        assertThat(instances.demandedAt(minutes(-10))).isEqualTo(new Demand(3, 3, true));
        assertThat(instances.demandedAt(minutes(30).minusNanos(1))).isEqualTo(new Demand(3, 3, true));
        assertThat(instances.demandedAt(minutes(30))).isEqualTo(new Demand(1, 3, false));
    }

    @Test
    void openingsWhoseHoldsMeetShareOne() {
        assertThat(plan(T, T, minutes(25)).instances().holds()).containsExactly(new Hold(minutes(-10), minutes(55)));
    }

    @Test
    void holdsThatAreCloserThanAGapAreOne() {
        assertThat(plan(T, minutes(70)).instances().holds()).hasSize(1);
        assertThat(plan(T, minutes(71)).instances().holds()).hasSize(2);
    }

    @Test
    void aPinWhoseTimeHasPassedIsDemandedNowInsteadOfRegistered() {
        Timetable late = plan(T).instances();
        assertThat(late.changesAfter(minutes(-5))).containsExactly(new Release(minutes(30)));
        assertThat(late.demandedAt(minutes(-5)).held()).isTrue();
    }

    @Test
    void nothingIsLeftOfAnOpeningThatIsOver() {
        assertThat(plan(T).instances().changesAfter(minutes(30))).isEmpty();
        assertThat(plan(T).instances().currentOrNext(minutes(30))).isEmpty();
    }

    @Test
    void registersNoMoreThanAwsTakesAndTheEarliestFirst() {
        List<Instant> openings = IntStream.range(0, 500)
                .mapToObj(day -> T.plus(Duration.ofDays(day)))
                .toList();
        List<Change> changes =
                ScalingPlan.of(openings, ScalingRules.DEFAULT).instances().changesAfter(LONG_BEFORE);
        assertThat(changes).hasSize(Timetable.CHANGES_MAX).hasSizeLessThan(Timetable.CHANGES_LIMIT);
        assertThat(changes.get(0)).isEqualTo(new Pin(minutes(-10)));
    }

    @Test
    void roundsToWholeSecondsSoThatTheHoldGetsNoShorter() {
        assertThat(plan(T.plusMillis(500)).instances().holds())
                .containsExactly(new Hold(minutes(-10), minutes(30).plusSeconds(1)));
    }

    @Test
    void tellsAllThatIsWrongWithRules() {
        assertThatThrownBy(() -> new ScalingRules(
                        new Capacity(1, 3),
                        new Capacity(1, 3),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(1)))
                .hasMessageContaining("instance lead")
                .hasMessageContaining("gap");
        assertThatThrownBy(() -> new Capacity(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Capacity(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ScalingPlan plan(Instant... openings) {
        return ScalingPlan.of(List.of(openings), ScalingRules.DEFAULT);
    }

    private static Instant minutes(int minutes) {
        return T.plus(Duration.ofMinutes(minutes));
    }
}
