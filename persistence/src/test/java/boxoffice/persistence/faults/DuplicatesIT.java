package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F17: every member claims five times at once, at different instances. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DuplicatesIT {

    private static final Crowd.Habits ONCE =
            Crowd.Habits.of(1_000, Duration.ofSeconds(1)).withCopies(1);

    private final TestDatabase database = TestDatabase.shared();

    private record Run(Map<String, Long> figures, long askedAgain, long batches, long claimsDecided) {}

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f17CopiesAtOneInstanceAreDecidedAsOneClaim(long seed) throws Exception {
        Run once = run(ONCE, seed);
        Run copies = run(ONCE.withCopies(5), seed);

        copies.figures.put("batches", copies.batches);
        copies.figures.put("batches, % of those of single clicks", 100 * copies.batches / once.batches);
        FaultTable.add("F17", "every claim five times", seed, copies.figures);
        long instancesAsked = (long) ONCE.members() * Experiment.INSTANCES;
        long tooLateToJoin = copies.batches; // the first copy may have begun a batch when the second came
        assertThat(copies.claimsDecided).isLessThanOrEqualTo(instancesAsked + tooLateToJoin + copies.askedAgain);
    }

    private Run run(Crowd.Habits habits, long seed) throws Exception {
        TestOpening opening = Experiment.openFor(database.writerSql(), habits);
        try (Experiment experiment = new Experiment(database.writer(), seed)) {
            History history = experiment.crowd(opening, habits).await();

            experiment.assertThatAllPromisesWereKept(history, database.writerSql(), opening);
            return new Run(
                    experiment.figures(history),
                    history.count(Answer.Later.class::isInstance),
                    experiment.sum(Counting::batches),
                    experiment.sum(Counting::claims));
        }
    }
}
