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

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f17FiveCopiesAreOneTicket(long seed) throws Exception {
        long batchesOnce = run(ONCE, seed).getOrDefault("batches", 0L);
        Map<String, Long> figures = run(ONCE.withCopies(5), seed);

        long batches = figures.getOrDefault("batches", 0L);
        figures.put("batches, % of those of single clicks", 100 * batches / batchesOnce);
        FaultTable.add("F17", "every claim five times", seed, figures);
        assertThat(batches).isLessThanOrEqualTo(batchesOnce * 3 / 2);
    }

    private Map<String, Long> run(Crowd.Habits habits, long seed) throws Exception {
        TestOpening opening = Experiment.openFor(database.writerSql(), habits);
        try (Experiment experiment = new Experiment(database.writer(), seed)) {
            History history = experiment.crowd(opening, habits).await();

            Map<String, Long> figures = experiment.figures(history);
            figures.put(
                    "batches",
                    experiment.instances.stream()
                            .mapToLong(instance -> instance.counts.batches())
                            .sum());
            experiment.assertThatAllPromisesWereKept(history, database.writerSql(), opening);
            return figures;
        }
    }
}
