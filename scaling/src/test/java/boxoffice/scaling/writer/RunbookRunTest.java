package boxoffice.scaling.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.writer.ClusterState.Member;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunbookRunTest {

    private static final String BIG = "c-writer-r6g-2xlarge";
    private static final Goal UP = new Goal.WriterOfClass("db.r6g.2xlarge", false);
    private static final Goal UP_AND_DELETE = new Goal.WriterOfClass("db.r6g.2xlarge", true);

    private final FakeCluster cluster = new FakeCluster();
    private final List<String> told = new ArrayList<>();
    private final List<ScheduledCapacity.RegisteredChange> scheduled = new ArrayList<>();

    @Test
    void makesTheWriterBiggerAndKeepsTheOldOneToRollBackTo() {
        assertThat(run(UP)).isTrue();
        assertThat(writer()).isEqualTo(BIG);
        assertThat(cluster.read().member("c-a").map(Member::tier)).contains(1);
        assertThat(cluster.failovers).isEqualTo(1);
    }

    @Test
    void deletesTheOldOneWhereAskedTo() {
        assertThat(run(UP_AND_DELETE)).isTrue();
        assertThat(cluster.members).containsOnlyKeys("c-b", BIG);
    }

    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "2,true", "2,false", "3,true", "3,false"})
    void killedAtAnyChangeTheSameCommandGoesOn(int change, boolean before) {
        cluster.killAtChange = change;
        cluster.killBefore = before;
        assertThatThrownBy(() -> run(UP_AND_DELETE)).isInstanceOf(FakeCluster.Killed.class);
        assertThat(run(UP_AND_DELETE)).isTrue();
        assertThat(cluster.members).containsOnlyKeys("c-b", BIG);
        assertThat(writer()).isEqualTo(BIG);
        assertThat(cluster.failovers).isEqualTo(1);
    }

    @Test
    void aSecondRunHasNothingToDo() {
        assertThat(run(UP)).isTrue();
        int changes = cluster.changes;
        assertThat(run(UP)).isTrue();
        assertThat(cluster.changes).isEqualTo(changes);
    }

    @Test
    void rollsBackToTheOldWriterAndDeletesTheBigOne() {
        assertThat(run(UP)).isTrue();
        assertThat(run(new Goal.RolledBack())).isTrue();
        assertThat(writer()).isEqualTo("c-a");
        assertThat(cluster.members).containsOnlyKeys("c-a", "c-b");
    }

    @Test
    void rollsBackFromHalfWay() {
        cluster.killAtChange = 1;
        assertThatThrownBy(() -> run(UP)).isInstanceOf(FakeCluster.Killed.class);
        assertThat(run(new Goal.RolledBack())).isTrue();
        assertThat(cluster.members).containsOnlyKeys("c-a", "c-b");
        assertThat(cluster.failovers).isZero();
    }

    @Test
    void scalesDownAfterTheOldOneIsGone() {
        assertThat(run(UP_AND_DELETE)).isTrue();
        assertThat(run(new Goal.RolledBack())).isFalse();
        assertThat(run(new Goal.WriterOfClass("db.r6g.large", true))).isTrue();
        assertThat(writer()).isEqualTo("c-writer-r6g-large");
        assertThat(cluster.members).containsOnlyKeys("c-b", "c-writer-r6g-large");
    }

    @Test
    void doesNotFailOverBeforeTheNewOneIsWarm() {
        assertThat(run(UP)).isTrue();
        int failover = indexOf("fail over");
        assertThat(told.subList(0, failover)).anyMatch(line -> line.contains("serves reads until it is warm"));
    }

    @Test
    void refusesInsideAWindowAndNearOne() {
        scheduled.add(change("release-1", Duration.ofMinutes(10)));
        assertThat(run(UP)).isFalse();
        scheduled.clear();
        scheduled.add(change("pin-1", Duration.ofMinutes(59)));
        assertThat(run(UP)).isFalse();
        assertThat(cluster.changes).isZero();
        scheduled.clear();
        scheduled.add(change("pin-1", Duration.ofHours(3)));
        assertThat(run(UP)).isTrue();
    }

    @Test
    void aDryRunChangesNothing() {
        assertThat(runbook(UP).dryRun()).isTrue();
        assertThat(cluster.changes).isZero();
        assertThat(told).singleElement().asString().contains("create " + BIG);
    }

    @Test
    void neverDeletesTheLastThatCouldTakeOver() {
        cluster.members.remove("c-b");
        assertThat(run(UP_AND_DELETE)).isFalse();
        assertThat(cluster.members).containsOnlyKeys("c-a", BIG);
        assertThat(told.get(told.size() - 1)).contains("no reader is left");
    }

    @Test
    void stopsAtTheDeadline() {
        Runbook never = new Runbook(UP, Duration.ofDays(2));
        assertThat(run(never)).isFalse();
        assertThat(told.get(told.size() - 1)).contains("goes on from here");
    }

    private int indexOf(String text) {
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError("nobody said " + text + ": " + told);
    }

    private String writer() {
        return cluster.members.values().stream()
                .filter(Member::writer)
                .map(Member::id)
                .findFirst()
                .orElseThrow();
    }

    private boolean run(Goal goal) {
        return runbook(goal).run();
    }

    private boolean run(Runbook runbook) {
        return of(runbook).run();
    }

    private RunbookRun runbook(Goal goal) {
        return of(new Runbook(goal, Duration.ofMinutes(5)));
    }

    private RunbookRun of(Runbook runbook) {
        return new RunbookRun(
                cluster,
                runbook,
                new WindowGuard(new Scheduled()),
                new Told(),
                new ClusterClock(),
                () -> cluster.now = cluster.now.plusSeconds(30),
                Duration.ofHours(1));
    }

    private ScheduledCapacity.RegisteredChange change(String name, Duration in) {
        return new ScheduledCapacity.RegisteredChange(name, cluster.now.plus(in), 3, 3, null);
    }

    private final class Told implements Progress {
        @Override
        public void step(Step step) {
            told.add(step.tells());
        }

        @Override
        public void waiting(String why) {
            told.add(why);
        }

        @Override
        public void ended(Step last) {
            told.add(last.tells());
        }
    }

    private final class ClusterClock extends Clock {
        @Override
        public Instant instant() {
            return cluster.now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class Scheduled implements ScheduledCapacity {
        @Override
        public String name() {
            return "readers";
        }

        @Override
        public Registered read() {
            return new Registered(1, 3, null, scheduled);
        }

        @Override
        public void register(Change change, Capacity capacity) {
            throw new AssertionError();
        }

        @Override
        public void remove(String changeName) {
            throw new AssertionError();
        }

        @Override
        public void pinNow(Change.Pin pin, Capacity capacity, Instant now) {
            throw new AssertionError();
        }

        @Override
        public void releaseNow(Capacity capacity) {
            throw new AssertionError();
        }

        @Override
        public RegisteredChange shown(Change change, Capacity capacity) {
            throw new AssertionError();
        }
    }
}
