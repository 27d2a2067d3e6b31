package boxoffice.scaling.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.scaling.ScalingPlan;
import boxoffice.domain.scaling.ScalingRules;
import boxoffice.domain.scaling.Timetable;
import boxoffice.scaling.reconcile.ScheduledCapacity.RegisteredChange;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final Instant T = Instant.parse("2026-12-01T11:00:00Z");
    private static final Instant WEEK_BEFORE = T.minus(Duration.ofDays(7));

    private final FakeCapacity group = new FakeCapacity("instances");

    @Test
    void registersThePinAndTheReleaseOfAnOpening() {
        reconcile(WEEK_BEFORE, T);
        assertThat(group.changes.values())
                .containsExactlyInAnyOrder(
                        new RegisteredChange(pin(T), minutes(-10), 3, 3, 3),
                        new RegisteredChange(release(T), minutes(30), 1, 3, null));
    }

    @Test
    void onlyReadsWhereAllIsWell() {
        reconcile(WEEK_BEFORE, T);
        group.writes.clear();
        assertThat(reconcile(WEEK_BEFORE.plusSeconds(60), T)).isEmpty();
        assertThat(group.writes).isEmpty();
    }

    @Test
    void aMovedOpeningTakesItsActionsAlong() {
        reconcile(WEEK_BEFORE, T);
        reconcile(WEEK_BEFORE, minutes(5));
        assertThat(group.changes).containsOnlyKeys(pin(minutes(5)), release(minutes(5)));
    }

    @Test
    void aDeletedOpeningTakesItsActionsAlong() {
        reconcile(WEEK_BEFORE, T);
        reconcile(WEEK_BEFORE);
        assertThat(group.changes).isEmpty();
    }

    @Test
    void anActionThatSomebodyChangedIsPutRight() {
        reconcile(WEEK_BEFORE, T);
        group.changes.put(pin(T), new RegisteredChange(pin(T), minutes(-10), null, null, 3));
        reconcile(WEEK_BEFORE, T);
        assertThat(group.changes.get(pin(T))).isEqualTo(new RegisteredChange(pin(T), minutes(-10), 3, 3, 3));
    }

    @Test
    void anOpeningThatIsAnnouncedTooLateIsPinnedAtOnce() {
        reconcile(minutes(-5), T);
        assertThat(group.min).isEqualTo(3);
        assertThat(group.desired).isEqualTo(3);
        assertThat(group.changes).containsOnlyKeys(release(T));
    }

    @Test
    void whatIsTooNearToBeRegisteredIsPinnedAtOnceToo() {
        reconcile(minutes(-10).minusSeconds(30), T);
        assertThat(group.min).isEqualTo(3);
        assertThat(group.changes).containsOnlyKeys(release(T));
    }

    @Test
    void aPinThatDidNotFireIsMadeUpFor() {
        reconcile(WEEK_BEFORE, T);
        reconcile(minutes(-9), T);
        assertThat(group.min).isEqualTo(3);
    }

    @Test
    void aReleaseThatDidNotFireIsMadeUpForAndLeavesWhatRuns() {
        group.min = 3;
        group.desired = 3;
        reconcile(minutes(31), T);
        assertThat(group.min).isEqualTo(1);
        assertThat(group.desired).isEqualTo(3);
    }

    @Test
    void nothingIsLoweredInsideAHold() {
        group.min = 3;
        group.desired = 3;
        assertThat(reconcile(minutes(29), T)).noneMatch(done -> done.contains("bounds"));
        assertThat(group.min).isEqualTo(3);
    }

    @Test
    void whoScaledInByHandInsideAHoldIsCorrected() {
        group.min = 3;
        group.desired = 1;
        reconcile(minutes(-3), T);
        assertThat(group.desired).isEqualTo(3);
    }

    @Test
    void aThousandOpeningsAreWithinTheLimits() {
        Instant[] openings = new Instant[1_000];
        for (int day = 0; day < openings.length; day++) {
            openings[day] = T.plus(Duration.ofDays(day));
        }
        reconcile(WEEK_BEFORE, openings);
        assertThat(group.changes).hasSize(Timetable.CHANGES_MAX);
    }

    @CanIgnoreReturnValue
    private List<String> reconcile(Instant now, Instant... openings) {
        Timetable timetable =
                ScalingPlan.of(List.of(openings), ScalingRules.DEFAULT).instances();
        return Reconciler.reconcile(group, timetable, now);
    }

    private static String pin(Instant opensAt) {
        return "pin-" + opensAt.minus(Duration.ofMinutes(10)).getEpochSecond();
    }

    private static String release(Instant opensAt) {
        return "release-" + opensAt.plus(Duration.ofMinutes(30)).getEpochSecond();
    }

    private static Instant minutes(int minutes) {
        return T.plus(Duration.ofMinutes(minutes));
    }
}
