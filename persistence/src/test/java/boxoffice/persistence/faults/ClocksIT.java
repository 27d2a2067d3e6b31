package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * F20: clocks. The instances have none that counts; the database's decides. That it goes back two seconds, as with
 * another writer, is here that the opening's times go forward by as much: nobody but the clock looks at either.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ClocksIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(600, Duration.ofSeconds(3));

    private final TestDatabase database = TestDatabase.shared();

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f20TheDatabasesClockGoesBackAfterTheOpening(long seed) throws Exception {
        Sql sql = database.writerSql();
        TestOpening opening = new TestOpenings(sql).at(30, 60, CROWD.members() * 3 / 4);
        sql.run(
                "UPDATE opening SET opens_at = UTC_TIMESTAMP(6) + INTERVAL 1 SECOND WHERE id = ?",
                opening.id().value());
        try (Experiment experiment = new Experiment(database.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(1_500 + seed * 53 % 300);
            sql.run(
                    "UPDATE opening SET announces_at = announces_at + INTERVAL 2 SECOND, opens_at = opens_at + INTERVAL 2 SECOND, "
                            + "closes_at = closes_at + INTERVAL 2 SECOND WHERE id = ?",
                    opening.id().value());
            History history = crowd.await();

            Map<String, Long> figures = experiment.figures(history);
            FaultTable.add("F20", "the database's clock goes back by 2 s after the opening", seed, figures);
            experiment.assertThatAllPromisesWereKept(history, sql, opening);
            assertThat(sql.number(
                            "SELECT COUNT(*) FROM ticket t JOIN quota q ON q.id = t.quota_id JOIN opening o ON o.id = q.opening_id "
                                    + "WHERE o.id = ? AND t.claimed_at < o.opens_at - INTERVAL 2 SECOND",
                            opening.id().value()))
                    .as("tickets from before the opening")
                    .isZero();
        }
    }
}
