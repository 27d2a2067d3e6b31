package boxoffice.scaling;

import boxoffice.scaling.aws.AwsCapacities;
import boxoffice.scaling.aws.AwsNames;
import boxoffice.scaling.aws.RdsCluster;
import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.writer.Goal;
import boxoffice.scaling.writer.Runbook;
import boxoffice.scaling.writer.RunbookRun;
import boxoffice.scaling.writer.WindowGuard;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the writer's runbook. */
@Command(
        name = "scale-up",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Gives the writer another class, bigger or smaller: creates a replica of that class at failover priority 0,"
                    + " lets it warm up, fails over to it.",
            "Goes on where an earlier run was stopped. Refuses while an opening is near."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:refused, or not finished", "2:misused, or cannot run"})
final class ScaleUpCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final AwsOptions aws = new AwsOptions();

    @ArgGroup(multiplicity = "1")
    private Choice goal = new Choice();

    /** Either. */
    static final class Choice {

        @Option(names = "--class", required = true, paramLabel = "CLASS", description = "such as db.r6g.2xlarge")
        private @Nullable String instanceClass;

        @Option(names = "--roll-back", required = true, description = "makes the replaced writer the writer again")
        private boolean rollBack;
    }

    @Option(names = "--delete-old", description = "deletes the old writer at the end; else it stays as a reader")
    private boolean deleteOld;

    @Option(names = "--dry-run", description = "tells the next step and changes nothing")
    private boolean dryRun;

    @Option(names = "--warm", defaultValue = "5", description = "minutes of reads before the failover")
    private int warmMinutes;

    @Option(names = "--deadline", defaultValue = "60", description = "minutes after which it stops")
    private int deadlineMinutes;

    @Option(names = "--every", defaultValue = "5", description = "seconds between two looks")
    private int everySeconds;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        AwsNames names = aws.names();
        try (RdsCluster cluster = RdsCluster.open(names);
                AwsCapacities capacities = AwsCapacities.open(names)) {
            RunbookRun run = new RunbookRun(
                    cluster,
                    new Runbook(goal(), Duration.ofMinutes(warmMinutes)),
                    new WindowGuard(capacities.readers()),
                    new PrintedProgress(out, Clock.systemUTC()),
                    Clock.systemUTC(),
                    () -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(everySeconds)),
                    Duration.ofMinutes(deadlineMinutes));
            boolean reached = dryRun ? run.dryRun() : run.run();
            return reached ? 0 : 1;
        } catch (AwsTroubleException trouble) {
            out.println("stopped: " + trouble.getMessage());
            out.println("the same command goes on from here");
            out.flush();
            return 1;
        }
    }

    private Goal goal() {
        return goal.rollBack
                ? new Goal.RolledBack()
                : new Goal.WriterOfClass(Objects.requireNonNull(goal.instanceClass), deleteOld);
    }
}
