package boxoffice.scaling.simulation;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.ScalingPlan;
import boxoffice.domain.scaling.ScalingRules;
import boxoffice.domain.scaling.Timetable;
import boxoffice.scaling.simulation.ScaleInRule.Evaluation;
import boxoffice.scaling.simulation.Scenario.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stories that were worth telling: the seed's plan as it is written, ours, and what could go wrong with ours. */
public final class Scenarios {

    /** The seed's figures. */
    public static final Traffic RUSH = Traffic.rush(80, 2_000);

    private static final Instant T = Instant.parse("2026-12-01T11:00:00Z");
    private static final ScaleInRule AVERAGE = new ScaleInRule(20, 15, Evaluation.AVERAGE, 0);
    private static final int TWO_MINUTES = 120;
    private static final int SECOND_OPENING = 2_100;

    private Scenarios() {}

    public static List<Scenario> all() {
        return List.of(
                seed(
                        "seed-desired",
                        "The seed's plan as written: ten minutes before, three instances are wanted.",
                        3,
                        null),
                seed("seed-maximum", "The same, read as: ten minutes before, up to three are allowed.", null, 3),
                ours(
                        "ours",
                        "Ours: minimum, maximum and desired are pinned, and the minimum released after the hold.",
                        0),
                ours("ours-late", "Ours where every scheduled action fires two minutes late.", TWO_MINUTES),
                sustained(),
                cooldown(),
                twoOpenings("two-openings-apart", "Two openings 35 minutes apart, each planned alone.", false),
                twoOpenings("two-openings-merged", "The same two, merged into one hold.", true),
                unannounced());
    }

    public static Optional<Scenario> named(String name) {
        return all().stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    /** Ours by other rules, against another crowd. */
    public static Scenario custom(ScalingRules rules, Traffic traffic, ScaleInRule scaleIn, int latenessSeconds) {
        ScalingPlan plan = ScalingPlan.of(List.of(T), rules);
        return new Scenario(
                "custom",
                "The plan by the figures that were given.",
                traffic,
                actions(plan.instances()),
                actions(plan.readers()),
                scaleIn,
                latenessSeconds,
                Surroundings.USUAL);
    }

    private static Scenario seed(String name, String tells, @Nullable Integer desired, @Nullable Integer max) {
        return new Scenario(
                name,
                tells,
                RUSH,
                List.of(new ScheduledBounds(-600, null, max, desired)),
                List.of(),
                AVERAGE,
                0,
                Surroundings.USUAL);
    }

    private static Scenario ours(String name, String tells, int latenessSeconds) {
        return renamed(custom(ScalingRules.DEFAULT, RUSH, AVERAGE, latenessSeconds), name, tells);
    }

    private static Scenario sustained() {
        ScaleInRule rule = new ScaleInRule(20, 15, Evaluation.SUSTAINED, 0);
        return renamed(
                custom(ScalingRules.DEFAULT, RUSH, rule, 0),
                "ours-sustained",
                "Ours where 15 minutes means each of them: the scale-in waits longer.");
    }

    private static Scenario cooldown() {
        ScaleInRule rule = new ScaleInRule(20, 15, Evaluation.AVERAGE, 900);
        return renamed(
                custom(ScalingRules.DEFAULT, RUSH, rule, 0),
                "ours-cooldown",
                "Ours with a cooldown of 15 minutes between two instances that are taken away.");
    }

    private static Scenario twoOpenings(String name, String tells, boolean merged) {
        List<Instant> openings = List.of(T, T.plusSeconds(SECOND_OPENING));
        ScalingRules rules = ScalingRules.DEFAULT;
        List<ScheduledBounds> instances = merged
                ? actions(ScalingPlan.of(openings, rules).instances())
                : alone(openings, rules.instances(), true);
        List<ScheduledBounds> readers =
                merged ? actions(ScalingPlan.of(openings, rules).readers()) : alone(openings, rules.readers(), false);
        return new Scenario(
                name, tells, RUSH.again(SECOND_OPENING), instances, readers, AVERAGE, 0, Surroundings.USUAL);
    }

    private static Scenario unannounced() {
        return new Scenario(
                "unannounced",
                "A rush that nobody announced: only the policies act.",
                RUSH,
                List.of(),
                List.of(),
                AVERAGE,
                0,
                Surroundings.USUAL);
    }

    private static List<ScheduledBounds> alone(List<Instant> openings, Capacity capacity, boolean instances) {
        return openings.stream()
                .map(opensAt -> ScalingPlan.of(List.of(opensAt), ScalingRules.DEFAULT))
                .map(plan -> instances ? plan.instances() : plan.readers())
                .flatMap(timetable -> ScheduledBounds.of(timetable.changesAfter(Instant.EPOCH), T, capacity).stream())
                .toList();
    }

    private static List<ScheduledBounds> actions(Timetable timetable) {
        return ScheduledBounds.of(timetable.changesAfter(T.minus(Duration.ofDays(7))), T, timetable.capacity());
    }

    private static Scenario renamed(Scenario scenario, String name, String tells) {
        return new Scenario(
                name,
                tells,
                scenario.traffic(),
                scenario.instanceActions(),
                scenario.readerActions(),
                scenario.scaleIn(),
                scenario.latenessSeconds(),
                scenario.surroundings());
    }
}
