package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F21 and F22: the database is well, and somebody else has what we need of it. */
@Tag("long")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LocksAndLimitsIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(1_000, Duration.ofSeconds(2));
    private static final Duration TAKEN_FOR = Duration.ofSeconds(5);
    private static final int CONNECTIONS_MAX = 30;
    private static final int ROUNDS = 20;

    private final TestDatabase database = TestDatabase.shared();

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f21AForeignSessionHoldsTheOpening(long seed) throws Exception {
        TestOpening opening = Experiment.openFor(database.writerSql(), CROWD);
        try (Experiment experiment = new Experiment(database.writer(), seed);
                Connection foreign = database.writerSql().connect();
                Statement statement = foreign.createStatement()) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(500 + seed * 53 % 500);
            foreign.setAutoCommit(false);
            statement.execute("SELECT * FROM opening WHERE id = " + opening.id().value() + " FOR UPDATE");
            TimeUnit.MILLISECONDS.sleep(TAKEN_FOR.toMillis());
            foreign.rollback();
            long free = System.nanoTime();
            History history = crowd.await();

            Map<String, Long> figures = experiment.figures(history);
            figures.put("first ticket ms after free", history.firstTicketAfterMillis(free));
            FaultTable.add("F21", "a foreign session holds the opening's row for 5 s", seed, figures);
            experiment.assertThatAllPromisesWereKept(history, database.writerSql(), opening);
            experiment.assertThatItTookAtMost(1_000, "first ticket ms after free", figures);
        }
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f22TheServerTakesNoMoreConnections(long seed) throws Exception {
        TestOpening opening = Experiment.openFor(database.writerSql(), CROWD);
        List<Connection> foreign = new ArrayList<>();
        try (Experiment experiment = new Experiment(database.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(500 + seed * 53 % 500);
            long before = database.writerSql().number("SELECT @@global.max_connections");
            database.writerSql().run("SET GLOBAL max_connections = " + CONNECTIONS_MAX);
            takeAll(foreign);
            for (int round = 0; round < ROUNDS; round++) { // an instance may be quicker to take what it has lost
                experiment.proxy.cutAll();
                takeAll(foreign);
            }
            TimeUnit.MILLISECONDS.sleep(TAKEN_FOR.toMillis());
            long free = System.nanoTime(); // the first is enough for the service
            for (Connection one : foreign) {
                one.close();
            }
            database.writerSql().run("SET GLOBAL max_connections = " + before);
            History history = crowd.await();

            Map<String, Long> figures = experiment.figures(history);
            figures.put("first ticket ms after free", history.firstTicketAfterMillis(free));
            FaultTable.add("F22", "no connection to be had for 5 s (error 1040)", seed, figures);
            experiment.assertThatAllPromisesWereKept(history, database.writerSql(), opening);
            experiment.assertThatItTookAtMost(2_000, "first ticket ms after free", figures);
        }
    }

    /** One is left, for an administrator. */
    private void takeAll(List<Connection> foreign) {
        Sql application = Sql.on(database.writer());
        try {
            while (foreign.size() < CONNECTIONS_MAX) {
                foreign.add(application.connect());
            }
        } catch (SQLException tooMany) {
            assertThat(tooMany.getErrorCode()).isEqualTo(1040);
        }
    }
}
