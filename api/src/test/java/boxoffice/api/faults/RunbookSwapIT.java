package boxoffice.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import boxoffice.persistence.embedded.BreakableCluster;
import boxoffice.persistence.faults.Answer;
import boxoffice.persistence.faults.Crowd;
import boxoffice.persistence.faults.FaultTable;
import boxoffice.persistence.faults.History;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.reconcile.ScheduledCapacity.RegisteredChange;
import boxoffice.scaling.writer.Goal;
import boxoffice.scaling.writer.Progress;
import boxoffice.scaling.writer.Runbook;
import boxoffice.scaling.writer.RunbookRun;
import boxoffice.scaling.writer.Step;
import boxoffice.scaling.writer.WindowGuard;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The whole system again, and the swap is the operator's: the runbook of {@code scale-up} makes the writer bigger while
 * 2,000 members claim from three service processes. No operator would; it refuses where an opening is scheduled.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@Tag("long")
final class RunbookSwapIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(2_000, Duration.ofSeconds(2));

    private static final Duration MEMBERS_HANG_UP = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final String BIGGER = "db.r6g.2xlarge";

    private final Clock clock = Clock.systemUTC();
    private final List<String> steps = new ArrayList<>();

    @Test
    void everybodyGetsATrueAnswerWhileTheRunbookGivesTheWriterAnotherClass() throws Exception {
        Path folder = Path.of(System.getProperty("basedir", "")).resolve("target/runbook-swap");
        try (BreakableCluster cluster = BreakableCluster.start(folder, TestDatabase.base());
                Site site = new Site(3, WriterSwapIT.settings(cluster), CROWD)) {
            site.open();
            History calm = site.crowd(site.desk(MEMBERS_HANG_UP), 1).await();
            site.assertThatAllPromisesWereKept(calm, Sql.on(cluster.writerAdmin()));
            EmbeddedPair pair = new EmbeddedPair(cluster, clock);
            String before = pair.read().writer().orElseThrow().id();
            Instant pinned = clock.instant().plus(Duration.ofMinutes(30));
            assertThat(run(pair, List.of(new RegisteredChange("pin-1", pinned, 3, 3, null))))
                    .as("half an hour before readers are asked for")
                    .isFalse();
            assertThat(steps).singleElement().asString().contains("an opening is near");
            steps.clear();

            site.open();
            Crowd crowd = site.crowd(site.desk(MEMBERS_HANG_UP), 2);
            boolean reached = run(pair, List.of());
            long writable = cluster.writableSinceNanos();
            History history = crowd.await();

            Map<String, Long> figures = Site.figures(history);
            figures.put("first ticket ms after writable", history.firstTicketAfterMillis(writable));
            FaultTable.add("F7 runbook", "scale-up's own swap, 3 processes, 2,000 members over HTTP", 1, figures);
            site.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()));
            assertThat(history.count(Answer.Cut.class::isInstance))
                    .as("cut off")
                    .isZero();
            assertThat(reached).as("%s", steps).isTrue();
            assertThat(pair.swaps()).isEqualTo(1);
            assertThat(pair.read().writer().orElseThrow().instanceClass()).isEqualTo(BIGGER);
            assertThat(steps)
                    .containsExactly(
                            "create pair-writer-r6g-2xlarge (db.r6g.2xlarge) at failover priority 0, to replace "
                                    + before,
                            "fail over from " + before + " to pair-writer-r6g-2xlarge",
                            "ended: pair-writer-r6g-2xlarge is the writer; " + before
                                    + " is a reader, to roll back to");

            assertThat(run(pair, List.of())).as("the same command again").isTrue();
            assertThat(pair.swaps()).isEqualTo(1);
        }
    }

    /** It waits, as an operator's does, until the new one is warm: that is in the middle of the rush. */
    private boolean run(EmbeddedPair pair, List<RegisteredChange> scheduled) {
        return new RunbookRun(
                        pair,
                        new Runbook(
                                new Goal.WriterOfClass(BIGGER, false),
                                CROWD.spread().dividedBy(2)),
                        new WindowGuard(new Scheduled(scheduled)),
                        new Told(),
                        clock,
                        () -> LockSupport.parkNanos(BETWEEN_LOOKS.toNanos()),
                        Duration.ofMinutes(1))
                .run();
    }

    private final class Told implements Progress {

        @Override
        public void step(Step step) {
            steps.add(step.tells());
        }

        @Override
        public void waiting(String why) {}

        @Override
        public void ended(Step last) {
            steps.add("ended: " + last.tells());
        }
    }

    /** Readers of whom only the schedule is asked for. */
    private record Scheduled(List<RegisteredChange> changes) implements ScheduledCapacity {

        @Override
        public String name() {
            return "readers";
        }

        @Override
        public Registered read() {
            return new Registered(1, 3, null, changes);
        }

        @Override
        public void register(Change change, Capacity capacity) {
            throw new AssertionError("nothing is scheduled here");
        }

        @Override
        public void remove(String changeName) {
            throw new AssertionError("nothing is scheduled here");
        }

        @Override
        public void pinNow(Change.Pin pin, Capacity capacity, Instant now) {
            throw new AssertionError("nothing is scheduled here");
        }

        @Override
        public void releaseNow(Capacity capacity) {
            throw new AssertionError("nothing is scheduled here");
        }

        @Override
        public RegisteredChange shown(Change change, Capacity capacity) {
            throw new AssertionError("nothing is scheduled here");
        }
    }
}
