package boxoffice.domain.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Carries random plans out as AWS does, each action up to two minutes late, and looks at the capacity that results. */
class ScalingPlanPropertyTest {

    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final ScalingRules RULES = ScalingRules.DEFAULT;

    /** What is left of the lead when the pin fires as late as it may. */
    private static final Duration LEFT = RULES.instanceLead().minus(ScalingRules.LATENESS_MAX);

    @Property
    void capacityIsFullFromTheLeadToTheEndOfTheHoldHoweverLateActionsFire(
            @ForAll("openings") List<Instant> openings, @ForAll long lateness) {
        assertThat(breach(openings, lateness, (at, rules) -> ScalingPlan.of(at, rules)
                        .instances()))
                .isEmpty();
    }

    @Property(tries = 1)
    void theCheckerCatchesAPlanThatDoesNotMerge() {
        assertThat(breachOfSomeStory((at, rules) -> new Timetable(
                        rules.instances(),
                        at.stream()
                                .sorted()
                                .map(t -> new Hold(t.minus(rules.instanceLead()), t.plus(rules.hold())))
                                .toList())))
                .isNotEmpty();
    }

    @Property(tries = 1)
    void theCheckerCatchesAPlanWithoutAGap() {
        assertThat(breachOfSomeStory((at, rules) ->
                        Timetable.of(at, rules.instances(), rules.instanceLead(), rules.hold(), Duration.ZERO)))
                .isNotEmpty();
    }

    @Property(tries = 1)
    void theCheckerCatchesAPlanThatPinsTooLate() {
        assertThat(breachOfSomeStory((at, rules) ->
                        Timetable.of(at, rules.instances(), Duration.ofMinutes(9), rules.hold(), rules.gap())))
                .isNotEmpty();
    }

    @Property
    void startTimesAndNamesAreUniqueAndInTheFuture(
            @ForAll("openings") List<Instant> openings, @ForAll("moments") Instant now) {
        for (Timetable timetable : both(ScalingPlan.of(openings, RULES))) {
            List<Change> changes = timetable.changesAfter(now);
            assertThat(changes).extracting(Change::at).doesNotHaveDuplicates().allMatch(at -> at.isAfter(now));
            assertThat(changes).extracting(Change::name).doesNotHaveDuplicates();
            assertThat(changes)
                    .isSortedAccordingTo(Comparator.comparing(Change::at))
                    .hasSizeLessThanOrEqualTo(Timetable.CHANGES_MAX);
        }
    }

    @Property
    void whatIsDemandedAndWhatIsRegisteredSayTheSame(
            @ForAll("openings") List<Instant> openings,
            @ForAll("moments") Instant now,
            @ForAll("moments") Instant later) {
        for (Timetable timetable : both(ScalingPlan.of(openings, RULES))) {
            boolean held = timetable.isHeldAt(now);
            for (Change change : timetable.changesAfter(now)) {
                if (later.isBefore(now) || change.at().isAfter(later)) {
                    break;
                }
                held = change instanceof Change.Pin;
            }
            assertThat(held).isEqualTo(timetable.isHeldAt(later.isBefore(now) ? now : later));
        }
    }

    @Property
    void theOrderOfTheOpeningsDoesNotMatter(@ForAll("openings") List<Instant> openings, @ForAll long seed) {
        List<Instant> shuffled = new ArrayList<>(openings);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(ScalingPlan.of(shuffled, RULES)).isEqualTo(ScalingPlan.of(openings, RULES));
    }

    /** A few openings, some at the same second, in half a day: most holds meet or nearly meet. */
    @Provide
    Arbitrary<List<Instant>> openings() {
        return moments().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(3_600, 43_200).map(NOW::plusSeconds);
    }

    private static List<Timetable> both(ScalingPlan plan) {
        return List.of(plan.instances(), plan.readers());
    }

    private static String breachOfSomeStory(BiFunction<List<Instant>, ScalingRules, Timetable> planner) {
        Random random = new Random(1);
        for (int story = 0; story < 5_000; story++) {
            List<Instant> openings =
                    random.ints(4, 3_600, 20_000).mapToObj(NOW::plusSeconds).toList();
            String breach = breach(openings, random.nextLong(), planner);
            if (!breach.isEmpty()) {
                return breach;
            }
        }
        return "";
    }

    /** Fires every change at its time and a random bit later, in the order of firing, and checks each opening. */
    private static String breach(
            List<Instant> openings, long lateness, BiFunction<List<Instant>, ScalingRules, Timetable> planner) {
        Random random = new Random(lateness);
        record Fired(Instant at, boolean pin) {}
        List<Fired> fired = planner.apply(openings, RULES).changesAfter(NOW).stream()
                .map(change -> new Fired(
                        change.at().plusSeconds(random.nextInt(1 + (int) ScalingRules.LATENESS_MAX.toSeconds())),
                        change instanceof Change.Pin))
                .sorted(Comparator.comparing(Fired::at))
                .toList();
        for (Instant opensAt : openings) {
            boolean pinned = false;
            for (Fired change : fired) {
                if (!change.at().isAfter(opensAt.minus(LEFT))) {
                    pinned = change.pin();
                } else if (change.at().isBefore(opensAt.plus(RULES.hold())) && !change.pin()) {
                    return "released inside the window of " + opensAt;
                }
            }
            if (!pinned) {
                return "not pinned " + LEFT + " before " + opensAt;
            }
        }
        return "";
    }
}
