package boxoffice.scaling.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.scaling.writer.ClusterState;
import boxoffice.scaling.writer.ClusterState.Member;
import boxoffice.scaling.writer.Goal;
import boxoffice.scaling.writer.Progress;
import boxoffice.scaling.writer.Runbook;
import boxoffice.scaling.writer.RunbookRun;
import boxoffice.scaling.writer.Step;
import boxoffice.scaling.writer.WindowGuard;
import boxoffice.scaling.writer.WriterCluster;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of the runbook against the local AWS, which shows every change at once. */
@EnabledIfSystemProperty(named = "boxoffice.test.aws", matches = "local", disabledReason = "needs a local AWS: -Paws")
class AwsScaleUpIT {

    private static final Goal UP = new Goal.WriterOfClass("db.r6g.2xlarge", true);

    private LocalAws aws;
    private RdsCluster cluster;
    private AwsCapacities capacities;

    @BeforeEach
    void open() {
        aws = new LocalAws();
        cluster = RdsCluster.open(aws.names());
        capacities = AwsCapacities.open(aws.names());
    }

    @AfterEach
    void close() {
        cluster.close();
        capacities.close();
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "2,true", "2,false", "3,true", "3,false"})
    void killedAtEachStepTheSameCommandGoesOn(int change, boolean before) {
        assertThatThrownBy(() -> run(new KilledAt(cluster, change, before), UP).run())
                .isInstanceOf(IllegalStateException.class);
        assertThat(run(cluster, UP).run()).isTrue();
        ClusterState state = cluster.read();
        assertThat(state.members()).hasSize(2);
        assertThat(state.writer().map(Member::instanceClass)).contains("db.r6g.2xlarge");
    }

    @Test
    void rollsBack() {
        assertThat(run(cluster, new Goal.WriterOfClass("db.r6g.2xlarge", false)).run())
                .isTrue();
        assertThat(cluster.read().members()).hasSize(3);
        assertThat(run(cluster, new Goal.RolledBack()).run()).isTrue();
        assertThat(cluster.read().members()).hasSize(2);
        assertThat(cluster.read().writer().map(Member::instanceClass)).contains("db.r6g.large");
    }

    private RunbookRun run(WriterCluster on, Goal goal) {
        return new RunbookRun(
                on,
                new Runbook(goal, Duration.ZERO),
                new WindowGuard(capacities.readers()),
                new Silent(),
                Clock.systemUTC(),
                Thread::onSpinWait,
                Duration.ofSeconds(20));
    }

    /** Stands for a process that is killed before or after the call. */
    private static final class KilledAt implements WriterCluster {

        private final WriterCluster real;
        private final boolean before;
        private int left;

        KilledAt(WriterCluster real, int change, boolean before) {
            this.real = real;
            this.left = change;
            this.before = before;
        }

        @Override
        public ClusterState read() {
            return real.read();
        }

        @Override
        public void create(String id, String instanceClass, String replaces) {
            change(() -> real.create(id, instanceClass, replaces));
        }

        @Override
        public void setTier(String id, int tier) {
            change(() -> real.setTier(id, tier));
        }

        @Override
        public void failOver(String target) {
            change(() -> real.failOver(target));
        }

        @Override
        public void delete(String id) {
            change(() -> real.delete(id));
        }

        private void change(Runnable call) {
            left--;
            if (left == 0 && before) {
                throw new IllegalStateException("killed before");
            }
            call.run();
            if (left == 0) {
                throw new IllegalStateException("killed after");
            }
        }
    }

    private static final class Silent implements Progress {
        @Override
        public void step(Step step) {}

        @Override
        public void waiting(String why) {}

        @Override
        public void ended(Step last) {}
    }
}
