package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.embedded.BreakableCluster;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** F26, the mutant of F6: a replica is promoted that COMMIT has not waited for. The checker must see what is lost. */
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class AsynchronousPromotionIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(1_500, Duration.ofSeconds(2));

    @Test
    void acknowledgedTicketsAreLostAndFound() throws Exception {
        Path folder = Path.of(System.getProperty("basedir", "")).resolve("target/asynchronous");
        int caught = 0;
        try (BreakableCluster cluster = BreakableCluster.start(folder, TestDatabase.base())) {
            for (long seed = 1; seed <= Seeds.count(); seed++) {
                caught += losesTickets(cluster, seed) ? 1 : 0;
                cluster.rebuildReplica();
                cluster.doNotWaitForReplica();
            }
        }
        System.out.printf("mutant: asynchronous promotion: caught in %d of %d runs%n", caught, Seeds.count());
        assertThat(caught).isGreaterThanOrEqualTo((int) Math.ceil(Seeds.count() * 0.95));
    }

    private static boolean losesTickets(BreakableCluster cluster, long seed) throws Exception {
        TestOpening opening = Experiment.openFor(Sql.on(cluster.writerAdmin()), CROWD);
        cluster.awaitReplica();
        try (Experiment experiment = new Experiment(cluster.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(600 + seed * 53 % 600);
            cluster.cutReplication();
            TimeUnit.MILLISECONDS.sleep(200);
            cluster.killWriter();
            cluster.promoteReplica();
            experiment.proxy.switchTo(cluster.writer());
            History history = crowd.await();
            Stored stored = Stored.of(Sql.on(cluster.writerAdmin()), opening.id());
            return Checker.breaches(history, stored, Experiment.ANSWERED_WITHIN).stream()
                    .anyMatch(breach -> breach.promise() == Breach.Promise.LOST);
        }
    }
}
