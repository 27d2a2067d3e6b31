package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.embedded.BreakableCluster;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F5, F6 and F8: the writer is gone, or seems to be. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WriterLossIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(1_500, Duration.ofSeconds(2));

    private static BreakableCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = BreakableCluster.start(
                Path.of(System.getProperty("basedir", "")).resolve("target/writer-loss"), TestDatabase.base());
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f5AnotherProcessOnTheSameVolume(long seed) throws Exception {
        TestOpening opening = Experiment.openFor(Sql.on(cluster.writerAdmin()), CROWD);
        try (Experiment experiment = new Experiment(cluster.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(600 + seed * 53 % 600);
            long killed = System.nanoTime();
            cluster.killWriter();
            cluster.reopenWriter();
            experiment.proxy.switchTo(cluster.writer());
            long writable = System.nanoTime();
            History history = crowd.await();

            Map<String, Long> figures = figures(experiment, history, killed, writable);
            FaultTable.add("F5", "writer kill -9, same volume", seed, figures);
            experiment.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()), opening);
            experiment.assumeThatTicketsWereLeft(history, writable, Sql.on(cluster.writerAdmin()), opening);
            experiment.assertThatItTookAtMost(1_000, "first ticket ms after writable", figures);
            if (figures.getOrDefault("outage ms", 0L) < 3_000) {
                assertThat(history.count(Answer.Later.class::isInstance))
                        .as("told to ask again in a short outage")
                        .isZero();
            }
        }
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f6TheReplicaIsPromoted(long seed) throws Exception {
        cluster.rebuildReplica(); // the one before may be dead, or follow a writer at its former port
        cluster.waitForReplica();
        TestOpening opening = Experiment.openFor(Sql.on(cluster.writerAdmin()), CROWD);
        try (Experiment experiment = new Experiment(cluster.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(600 + seed * 53 % 600);
            cluster.cutReplication();
            TimeUnit.MILLISECONDS.sleep(100);
            long killed = System.nanoTime();
            cluster.killWriter();
            cluster.promoteReplica();
            experiment.proxy.switchTo(cluster.writer());
            long writable = System.nanoTime();
            History history = crowd.await();

            Map<String, Long> figures = figures(experiment, history, killed, writable);
            FaultTable.add("F6", "link cut, writer kill -9, semi-synchronous replica promoted", seed, figures);
            experiment.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()), opening);
            experiment.assumeThatTicketsWereLeft(history, writable, Sql.on(cluster.writerAdmin()), opening);
            experiment.assertThatItTookAtMost(1_000, "first ticket ms after writable", figures);
        } finally {
            cluster.doNotWaitForReplica();
        }
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f8TheWriterStandsStillAndComesBack(long seed) throws Exception {
        TestOpening opening = Experiment.openFor(Sql.on(cluster.writerAdmin()), CROWD);
        try (Experiment experiment = new Experiment(cluster.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(600 + seed * 53 % 600);
            long stopped = System.nanoTime();
            cluster.stopWriter();
            TimeUnit.SECONDS.sleep(8);
            cluster.continueWriter();
            long continued = System.nanoTime();
            History history = crowd.await();

            Map<String, Long> figures = figures(experiment, history, stopped, continued);
            FaultTable.add("F8", "writer SIGSTOP for 8 s", seed, figures);
            experiment.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()), opening);
            experiment.assumeThatTicketsWereLeft(history, continued, Sql.on(cluster.writerAdmin()), opening);
            experiment.assertThatItTookAtMost(1_000, "first ticket ms after writable", figures);
        }
    }

    private static Map<String, Long> figures(Experiment experiment, History history, long lost, long writable) {
        Map<String, Long> figures = experiment.figures(history);
        figures.put("outage ms", TimeUnit.NANOSECONDS.toMillis(writable - lost));
        figures.put("first ticket ms after writable", history.firstTicketAfterMillis(writable));
        return figures;
    }
}
