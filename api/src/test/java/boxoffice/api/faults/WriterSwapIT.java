package boxoffice.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.embedded.BreakableCluster;
import boxoffice.persistence.faults.Answer;
import boxoffice.persistence.faults.Crowd;
import boxoffice.persistence.faults.FaultTable;
import boxoffice.persistence.faults.History;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The whole system: three service processes that know both servers, 2,000 members over HTTP, and in the middle of their
 * rush the writer becomes the replica and the replica the writer, with all connections left open.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@Tag("long")
final class WriterSwapIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(2_000, Duration.ofSeconds(2));

    private static final Duration MEMBERS_HANG_UP = Duration.ofSeconds(10);

    @Test
    void everybodyGetsATrueAnswerAcrossAPlannedSwap() throws Exception {
        Path folder = Path.of(System.getProperty("basedir", "")).resolve("target/writer-swap");
        try (BreakableCluster cluster = BreakableCluster.start(folder, TestDatabase.base());
                Site site = new Site(3, settings(cluster), CROWD)) {
            site.open();
            History calm = site.crowd(site.desk(MEMBERS_HANG_UP), 1).await();
            FaultTable.add("F7 none", "the same without a swap", 1, Site.figures(calm));

            site.open();
            Crowd crowd = site.crowd(site.desk(MEMBERS_HANG_UP), 2);
            TimeUnit.MILLISECONDS.sleep(CROWD.spread().toMillis() / 2);
            long start = System.nanoTime();
            cluster.swap();
            long writable = System.nanoTime();
            History history = crowd.await();

            Map<String, Long> figures = Site.figures(history);
            figures.put("swap ms", TimeUnit.NANOSECONDS.toMillis(writable - start));
            figures.put("first ticket ms after writable", history.firstTicketAfterMillis(writable));
            FaultTable.add("F7 whole", "planned swap, 3 processes, 2,000 members over HTTP", 1, figures);
            System.out.printf("Writer swap: longest silence %d ms%n", history.longestSilenceMillis());
            site.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()));
            assertThat(history.count(Answer.Cut.class::isInstance))
                    .as("cut off")
                    .isZero();
        }
    }

    /** Both servers may be the writer; the replica is the only reader. */
    static Map<String, String> settings(BreakableCluster cluster) {
        return Map.of(
                "BOXOFFICE_WRITER_URI",
                ServiceProcess.uri(cluster.writer()) + " " + ServiceProcess.uri(cluster.replica()),
                "BOXOFFICE_READER_URI",
                ServiceProcess.uri(cluster.reader()),
                "BOXOFFICE_OWNER_URI",
                ServiceProcess.uri(cluster.owner()) + " " + ServiceProcess.uri(cluster.replicaOwner()),
                "BOXOFFICE_JWKS_URI",
                IdentityProvider.shared().keySet().toString());
    }
}
