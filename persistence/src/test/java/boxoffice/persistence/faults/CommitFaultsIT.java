package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F1 to F4: what may go wrong between a transaction and its acknowledgement. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CommitFaultsIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(1_000, Duration.ofSeconds(1));
    private static final Weather CALM = Weather.CALM;

    private static int unknownOutcomes;
    private static int readBackMisses;

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f1TheReplyToCommitIsLost(long seed) throws Exception {
        Map<String, Long> figures =
                run("F1", "30 % of the replies to COMMIT lost", CALM.withCommitReplyLost(0.3), seed);

        assertThat(figures.get("slowest ms")).isLessThanOrEqualTo(5_000);
        unknownOutcomes += figures.getOrDefault("unknown outcomes", 0L).intValue();
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f2CommitNeverArrives(long seed) throws Exception {
        Map<String, Long> figures = run("F2", "30 % of the COMMITs lost", CALM.withCommitLost(0.3), seed);

        assertThat(figures.get("slowest ms")).isLessThanOrEqualTo(5_000);
        unknownOutcomes += figures.getOrDefault("unknown outcomes", 0L).intValue();
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f3ConnectionsAreCutAnywhere(long seed) throws Exception {
        Map<String, Long> figures = run("F3", "cut at 5 % of the packets", CALM.withCut(0.05), seed);

        assertThat(figures.get("p99 ms"))
                .isLessThanOrEqualTo(2_000 + figures.getOrDefault("machine stood still ms", 0L));
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f4TransactionsAreRolledBackSilently(long seed) throws Exception {
        Map<String, Long> figures =
                run("F4", "25 % of the transactions rolled back silently", CALM.withRolledBack(0.25), seed);

        readBackMisses += figures.getOrDefault("read-back misses", 0L).intValue();
    }

    @AfterAll
    static void theFaultsReallyHappened() {
        int runs = (int) Seeds.all().count();
        assertThat(unknownOutcomes).as("unknown outcomes, of all runs").isGreaterThanOrEqualTo(runs);
        assertThat(readBackMisses).as("read-back misses, of all runs").isPositive();
    }

    private static Map<String, Long> run(String id, String fault, Weather weather, long seed) throws Exception {
        TestDatabase database = TestDatabase.shared();
        TestOpening opening = Experiment.openFor(database.writerSql(), CROWD);
        try (Experiment experiment = new Experiment(database.writer(), seed)) {
            experiment.proxy.weather(weather);
            History history = experiment.crowd(opening, CROWD).await();

            Map<String, Long> figures = experiment.figures(history);
            figures.put("read-back misses", (long) experiment.attempts(AttemptResult.ROLLED_BACK_SILENTLY));
            FaultTable.add(id, fault, seed, figures);
            experiment.assertThatAllPromisesWereKept(history, database.writerSql(), opening);
            return figures;
        }
    }
}
