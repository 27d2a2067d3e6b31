package boxoffice.scaling.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario against what is committed: a change of the plan or the model is a difference to look at. The folder is
 * written anew by {@code simulate --write src/test/resources/boxoffice/scaling/simulation}.
 */
class SimulationTest {

    private static final Path COMMITTED = Path.of("src/test/resources/boxoffice/scaling/simulation");

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyTimelineIsTheCommittedOne(Scenario scenario) throws IOException {
        Timeline timeline = Simulation.of(scenario);
        assertThat(TimelineTable.of(timeline)).isEqualTo(committed(scenario.name() + ".txt"));
        assertThat(TimelinePicture.of(timeline)).isEqualTo(committed(scenario.name() + ".svg"));
    }

    @Test
    void theComparisonIsTheCommittedOne() throws IOException {
        List<Timeline> all = scenarios().stream().map(Simulation::of).toList();
        assertThat(TimelineTable.comparison(all)).isEqualTo(committed("comparison.txt"));
    }

    @Test
    void theSeedsPlanAsWrittenMeetsTheOpeningWithOneInstance() {
        Timeline seed = simulated("seed-desired");
        assertThat(seed.at(0).warm()).isEqualTo(1);
        assertThat(seed.minutes()).anyMatch(minute -> minute.desired() == 3 && minute.minute() < 0);
        assertThat(simulated("seed-maximum").at(0).warm()).isEqualTo(1);
        assertThat(seed.minutesOverloaded()).isPositive();
    }

    @Test
    void oursMeetsItWithThreeWarmInstancesAndThreeReaders() {
        for (String name : List.of("ours", "ours-late", "ours-sustained", "ours-cooldown")) {
            Timeline ours = simulated(name);
            int from = name.equals("ours-late") ? -3 : -5;
            for (int minute = from; minute < 30; minute++) {
                assertThat(ours.at(minute).warm()).as(name + " at " + minute).isEqualTo(3);
                assertThat(ours.at(minute).readers()).as(name + " at " + minute).isEqualTo(3);
            }
            assertThat(ours.minutesOverloaded()).isZero();
        }
    }

    @Test
    void oursGoesBackToOneInstanceByTheRuleAndNotAtOnce() {
        Timeline ours = simulated("ours");
        assertThat(ours.at(29).desired()).isEqualTo(3);
        assertThat(ours.at(60).desired()).isEqualTo(1);
        assertThat(ours.minutes()).anyMatch(minute -> minute.minute() >= 30 && minute.desired() == 2);
    }

    @Test
    void twoOpeningsThatAreNotMergedLoseCapacityBetweenThem() {
        assertThat(lowestBetween(simulated("two-openings-apart"), 30, 35)).isLessThan(3);
        assertThat(lowestBetween(simulated("two-openings-merged"), -5, 64)).isEqualTo(3);
    }

    private static int lowestBetween(Timeline timeline, int from, int to) {
        return timeline.minutes().stream()
                .filter(minute -> minute.minute() >= from && minute.minute() <= to)
                .mapToInt(minute -> Math.min(minute.warm(), minute.readers()))
                .min()
                .orElseThrow();
    }

    private static Timeline simulated(String name) {
        return Simulation.of(Scenarios.named(name).orElseThrow());
    }

    private static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    private static String committed(String file) throws IOException {
        return Files.readString(COMMITTED.resolve(file));
    }
}
