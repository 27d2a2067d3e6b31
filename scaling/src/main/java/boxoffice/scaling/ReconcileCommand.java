package boxoffice.scaling;

import boxoffice.scaling.aws.AwsCapacities;
import boxoffice.scaling.reconcile.Reconciliation;
import boxoffice.scaling.reconcile.Schedules;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does once by hand what the service does every minute. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Makes AWS as these openings ask for, once. The service does this by itself every minute.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:AWS is as it must be", "1:AWS could not be brought there", "2:misused, or cannot run"})
final class ReconcileCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final AwsOptions aws = new AwsOptions();

    @Mixin
    private final RulesOptions rules = new RulesOptions();

    @Parameters(paramLabel = "INSTANT", arity = "0..*", description = "when they open; none: all actions are removed")
    private List<Instant> openings = List.of();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        try (Schedules schedules = AwsCapacities.schedules(aws.names(), rules.rules(), Clock.systemUTC())) {
            Reconciliation finished = schedules.reconcile(openings);
            finished.done().forEach(out::println);
            finished.troubles().forEach(trouble -> out.println("trouble: " + trouble.getMessage()));
            if (finished.isSound() && finished.done().isEmpty()) {
                out.println("AWS is as it must be: nothing was to do");
            }
            out.flush();
            return finished.isSound() ? 0 : 1;
        }
    }
}
