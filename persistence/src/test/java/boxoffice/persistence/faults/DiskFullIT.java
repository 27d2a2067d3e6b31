package boxoffice.persistence.faults;

import boxoffice.persistence.testing.SmallDisk;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F23: the writer has no room left. Where its binary log cannot be written, MySQL waits, and looks once a minute. */
@Tag("long")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(
        named = "boxoffice.test.database",
        matches = "mysql",
        disabledReason = "a disk that is small enough to be filled is a container's")
class DiskFullIT {

    private static final Duration FULL_FOR = Duration.ofSeconds(10);
    private static final Duration MYSQL_LOOKS_AFTER = Duration.ofSeconds(60);
    private static final Crowd.Habits CROWD = new Crowd.Habits(
            1_500, Duration.ofSeconds(2), 1.1, FULL_FOR.plus(MYSQL_LOOKS_AFTER).plusSeconds(20));

    private static SmallDisk server;

    @BeforeAll
    static void start() throws Exception {
        server = SmallDisk.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f23NothingIsAcknowledgedUntilThereIsRoom(long seed) throws Exception {
        Sql sql = Sql.on(server.writerAdmin());
        TestOpening opening = Experiment.openFor(sql, CROWD);
        try (Experiment experiment = new Experiment(server.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(500 + seed * 53 % 500);
            server.fill();
            TimeUnit.MILLISECONDS.sleep(FULL_FOR.toMillis());
            server.makeRoom();
            long room = System.nanoTime();
            History history = crowd.await();

            Map<String, Long> figures = experiment.figures(history);
            figures.put("first ticket ms after there is room", history.firstTicketAfterMillis(room));
            FaultTable.add("F23", "disk full on the writer for 10 s", seed, figures);
            experiment.assertThatAllPromisesWereKept(history, sql, opening);
        }
    }
}
