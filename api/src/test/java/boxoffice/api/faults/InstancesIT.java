package boxoffice.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.faults.Answer;
import boxoffice.persistence.faults.Crowd;
import boxoffice.persistence.faults.FaultTable;
import boxoffice.persistence.faults.History;
import boxoffice.persistence.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F14 to F16: instances of the service end, or stand still, while members claim at all of them. */
@Tag("long")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class InstancesIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(1_500, Duration.ofSeconds(3));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site(3, ServiceProcess.testDatabase(), CROWD);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f14OneIsKilledThenAnother(long seed) throws Exception {
        History unused = run("F14", "kill -9 of one of three instances, then of another", PATIENCE, seed, () -> {
            site.service(0).kill();
            TimeUnit.MILLISECONDS.sleep(1_000);
            site.service(1).kill();
        });
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f15OneIsAskedToStop(long seed) throws Exception {
        History history = run("F15", "SIGTERM to one of three instances", PATIENCE, seed, () -> {
            site.service(0).terminate();
            int exitCode = site.service(0).awaitEnd(Duration.ofSeconds(15));
            assertThat(exitCode).isIn(0, 128 + 15);
        });
        assertThat(history.count(answer -> answer instanceof Answer.Forbidden)).isZero();
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f16OneStandsStillWithItsBatch(long seed) throws Exception {
        History unused = run("F16", "SIGSTOP of one of three instances for 30 s", Duration.ofSeconds(3), seed, () -> {
            site.service(0).signal("STOP");
            TimeUnit.SECONDS.sleep(30);
            site.service(0).signal("CONT");
            TimeUnit.SECONDS.sleep(2);
        });
    }

    private interface Fault {

        void happen() throws Exception;
    }

    private static History run(String id, String fault, Duration patience, long seed, Fault happening)
            throws Exception {
        site.replaceWhatEnded();
        site.open();
        Crowd crowd = site.crowd(site.desk(patience), seed);
        TimeUnit.MILLISECONDS.sleep(500 + seed * 53 % 500);
        happening.happen();
        History history = crowd.await();

        FaultTable.add(id, fault, seed, Site.figures(history));
        site.assertThatAllPromisesWereKept(history, TestDatabase.shared().writerSql());
        return history;
    }
}
