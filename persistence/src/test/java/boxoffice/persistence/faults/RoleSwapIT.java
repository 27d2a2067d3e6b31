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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F7 and F11: the writer becomes a reader and its connections stay open, as in the scale-up that is planned. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RoleSwapIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(1_500, Duration.ofSeconds(2));

    private static BreakableCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = BreakableCluster.start(
                Path.of(System.getProperty("basedir", "")).resolve("target/role-swap"), TestDatabase.base());
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f7TheNameFollowsAtOnce(long seed) throws Exception {
        run("F7", "planned swap, old connections stay open", Duration.ZERO, seed);
    }

    private static void run(String id, String fault, Duration nameLags, long seed) throws Exception {
        TestOpening opening = Experiment.openFor(Sql.on(cluster.writerAdmin()), CROWD);
        cluster.awaitReplica();
        try (Experiment experiment = new Experiment(cluster.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(600 + seed * 53 % 600);
            long start = System.nanoTime();
            cluster.swap();
            long writable = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(nameLags.toMillis());
            experiment.proxy.switchTo(cluster.writer());
            History history = crowd.await();

            Map<String, Long> figures = experiment.figures(history);
            figures.put("swap ms", TimeUnit.NANOSECONDS.toMillis(writable - start));
            figures.put("first ticket ms after writable", history.firstTicketAfterMillis(writable));
            FaultTable.add(id, fault, seed, figures);
            experiment.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()), opening);
            assertThat(figures.get("first ticket ms after writable")).isLessThanOrEqualTo(1_000);
        } finally {
            cluster.followAgain();
            cluster.awaitReplica();
        }
    }
}
