package boxoffice.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalPlanTest {

    private static final Duration LEAD = Duration.ofSeconds(10);
    private static final Duration SPREAD = Duration.ofMillis(100);

    @Test
    void theSameSeedMakesTheSamePlan() {
        assertThat(ArrivalPlan.of(crowd(500, 30, 20, 7))).isEqualTo(ArrivalPlan.of(crowd(500, 30, 20, 7)));
        assertThat(ArrivalPlan.of(crowd(500, 30, 20, 7))).isNotEqualTo(ArrivalPlan.of(crowd(500, 30, 20, 8)));
    }

    @Test
    void everybodyPressesOnceAtTheOpeningOrSoonAfter() {
        List<Arrival> claims = of(Act.CLAIM, ArrivalPlan.of(crowd(2_000, 0, 0, 1)));

        assertThat(claims.stream().map(Arrival::member))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 2_000).boxed().toList());
        assertThat(claims).allSatisfy(claim -> assertThat(claim.dueNanos())
                .isBetween(0L, SPREAD.multipliedBy(10).toNanos()));
        assertThat(claims.stream().mapToLong(Arrival::dueNanos).average().orElseThrow())
                .isBetween(SPREAD.toNanos() * 0.9, SPREAD.toNanos() * 1.1);
    }

    @Test
    void whoWaitsLooksAndReloadsBeforeTheOpening() {
        ArrivalPlan plan = ArrivalPlan.of(crowd(100, 0, 0, 1));

        assertThat(of(Act.RELOAD, plan)).hasSize(300);
        assertThat(of(Act.BROWSE, plan)).hasSize(100);
        assertThat(of(Act.LOOK_AT_TICKETS, plan)).hasSize(100);
        assertThat(plan.arrivals())
                .filteredOn(arrival -> !arrival.act().isClaim())
                .allSatisfy(arrival -> assertThat(arrival.dueNanos()).isBetween(-LEAD.toNanos(), -1L));
    }

    @Test
    void reloadsGrowDenserTowardTheOpening() {
        List<Arrival> reloads = of(Act.RELOAD, ArrivalPlan.of(crowd(2_000, 0, 0, 1)));
        long second = Duration.ofSeconds(1).toNanos();

        assertThat(reloads.stream().filter(arrival -> arrival.dueNanos() > -second))
                .hasSizeGreaterThan(2
                        * (int) reloads.stream()
                                .filter(arrival -> arrival.dueNanos() <= -second && arrival.dueNanos() > -2 * second)
                                .count());
    }

    @Test
    void aSecondClickFollowsTheFirstOfTheSameMember() {
        ArrivalPlan plan = ArrivalPlan.of(crowd(2_000, 25, 0, 1));
        List<Arrival> again = of(Act.CLAIM_AGAIN, plan);

        assertThat(again.size()).isBetween(400, 600);
        assertThat(again).allSatisfy(second -> assertThat(
                        of(Act.CLAIM, plan).stream().filter(first -> first.member() == second.member()))
                .singleElement()
                .satisfies(first -> assertThat(second.dueNanos()).isGreaterThan(first.dueNanos())));
    }

    @Test
    void giveBacksArePlannedForTheirShare() {
        assertThat(ArrivalPlan.of(crowd(2_000, 0, 0, 1)).giveBacks()).isEmpty();
        assertThat(ArrivalPlan.of(crowd(2_000, 0, 30, 1)).giveBacks().size()).isBetween(500, 700);
        assertThat(ArrivalPlan.of(crowd(2_000, 0, 100, 1)).giveBacks()).hasSize(2_000);
    }

    @Test
    void arrivalsAreInTheOrderOfTheirTime() {
        assertThat(ArrivalPlan.of(crowd(500, 50, 0, 3)).arrivals())
                .isSortedAccordingTo(Comparator.comparingLong(Arrival::dueNanos));
    }

    @Test
    void refusesACrowdThatIsTooSmallOrTooLarge() {
        assertThatThrownBy(() -> crowd(49, 0, 0, 1)).hasMessage("members: 50 to 20000");
        assertThatThrownBy(() -> crowd(20_001, 0, 0, 1)).hasMessage("members: 50 to 20000");
        assertThatThrownBy(() -> crowd(50, 101, 0, 1)).hasMessage("double clicks: 0 to 100 percent");
    }

    private static List<Arrival> of(Act act, ArrivalPlan plan) {
        return plan.arrivals().stream().filter(arrival -> arrival.act() == act).toList();
    }

    private static Crowd crowd(int members, int doubleClicks, int giveBacks, long seed) {
        return new Crowd(members, doubleClicks, giveBacks, SPREAD, 3, LEAD, seed);
    }
}
