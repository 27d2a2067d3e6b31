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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F7 and F11: the writer becomes a reader and its connections stay open, as in the scale-up that is planned. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RoleSwapIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(1_500, Duration.ofSeconds(2));

    /** Ten times as long as the swap lasts. */
    private static final Crowd.Habits IMPATIENT =
            new Crowd.Habits(CROWD.members(), CROWD.spread(), CROWD.copies(), Duration.ofSeconds(6));

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

    /** The instances know one name, which follows the writer. */
    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f7TheOldConnectionsStayOpen(long seed) throws Exception {
        TestOpening opening = Experiment.openFor(Sql.on(cluster.writerAdmin()), CROWD);
        cluster.awaitReplica();
        try (Experiment experiment = new Experiment(cluster.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(600 + seed * 53 % 600);
            long start = System.nanoTime();
            cluster.swap();
            experiment.proxy.switchTo(cluster.writer());
            Map<String, Long> figures =
                    finish("F7", "planned swap, old connections stay open", experiment, crowd, opening, start, seed);

            assertThat(figures.get("not committed"))
                    .as("attempts that were refused, %d instances", experiment.instances.size())
                    .isLessThanOrEqualTo(10L * experiment.instances.size());
        } finally {
            followAgain();
        }
    }

    /** F26, the mutant of F7: connections that are kept lead to a server that is no longer the writer. */
    @Tag("long")
    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void withoutEvictionMembersAreNotServed() throws Exception {
        int caught = 0;
        for (long seed = 1; seed <= Seeds.count(); seed++) {
            caught += leavesMembersUnserved(seed) ? 1 : 0;
        }
        System.out.printf("mutant: no eviction: caught in %d of %d runs%n", caught, Seeds.count());
        assertThat(caught).isGreaterThanOrEqualTo((int) Math.ceil(Seeds.count() * 0.95));
    }

    private static boolean leavesMembersUnserved(long seed) throws Exception {
        TestOpening opening = Experiment.openFor(Sql.on(cluster.writerAdmin()), IMPATIENT);
        cluster.awaitReplica();
        try (Experiment experiment = Experiment.withoutEviction(cluster.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, IMPATIENT);
            TimeUnit.MILLISECONDS.sleep(600 + seed * 53 % 600);
            cluster.swap();
            experiment.proxy.switchTo(cluster.writer());
            return crowd.await().unserved() > 0;
        } finally {
            followAgain();
        }
    }

    /** The instances know a name that points to the old writer, and each server by itself. */
    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f11TheNameStaysBehind(long seed) throws Exception {
        TestOpening opening = Experiment.openFor(Sql.on(cluster.writerAdmin()), CROWD);
        cluster.awaitReplica();
        try (Experiment experiment = new Experiment(cluster.writer(), seed, cluster.replica())) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(600 + seed * 53 % 600);
            long start = System.nanoTime();
            cluster.swap();
            TimeUnit.MILLISECONDS.sleep(1_000);
            int commitsAtTheName = experiment.proxy.count(Injected.COMMITS_SEEN);
            Map<String, Long> figures = finish(
                    "F11", "planned swap, the name stays with the old writer", experiment, crowd, opening, start, seed);

            assertThat(experiment.proxy.count(Injected.COMMITS_SEEN) - commitsAtTheName)
                    .as("COMMITs to the old writer, a second after the swap and later")
                    .isZero();
            assertThat(figures).isNotEmpty();
        } finally {
            followAgain();
        }
    }

    private static Map<String, Long> finish(
            String id, String fault, Experiment experiment, Crowd crowd, TestOpening opening, long start, long seed)
            throws Exception {
        long writable = cluster.writableSinceNanos();
        History history = crowd.await();
        Map<String, Long> figures = experiment.figures(history);
        figures.put("swap ms", TimeUnit.NANOSECONDS.toMillis(writable - start));
        figures.put("first ticket ms after writable", history.firstTicketAfterMillis(writable));
        FaultTable.add(id, fault, seed, figures);
        experiment.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()), opening);
        experiment.assumeThatTicketsWereLeft(history, writable, Sql.on(cluster.writerAdmin()), opening);
        experiment.assertThatItTookAtMost(1_000, "first ticket ms after writable", figures);
        return figures;
    }

    private static void followAgain() throws Exception {
        cluster.followAgain();
        cluster.awaitReplica();
    }
}
