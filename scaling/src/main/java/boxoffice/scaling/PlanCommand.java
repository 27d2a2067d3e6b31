package boxoffice.scaling;

import boxoffice.domain.scaling.Change;
import boxoffice.domain.scaling.Demand;
import boxoffice.domain.scaling.ScalingPlan;
import boxoffice.domain.scaling.Timetable;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the plan for openings, without AWS. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "What is to happen when, for these openings.")
final class PlanCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final RulesOptions rules = new RulesOptions();

    @Parameters(paramLabel = "INSTANT", arity = "1..*", description = "when they open, such as 2026-12-01T11:00:00Z")
    private List<Instant> openings = List.of();

    @Option(names = "--now", paramLabel = "INSTANT", description = "as seen at this time; else now")
    private @Nullable Instant now;

    @Override
    public Integer call() {
        ScalingPlan plan = ScalingPlan.of(openings, rules.rules());
        Instant at = now == null ? Instant.now() : now;
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        print(out, "instances", plan.instances(), at);
        print(out, "readers", plan.readers(), at);
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, String name, Timetable timetable, Instant now) {
        Demand demand = timetable.demandedAt(now);
        out.printf(
                "%-10s now        %s: minimum %d, maximum %d%n",
                name, demand.held() ? "held" : "idle", demand.min(), demand.max());
        for (Change change : timetable.changesAfter(now)) {
            out.printf(
                    "%-10s %s  %s%n",
                    name,
                    change.at(),
                    change instanceof Change.Pin
                            ? "pin: minimum, maximum and desired "
                                    + timetable.capacity().full()
                            : "release: minimum " + timetable.capacity().idle() + ", desired as it is");
        }
    }
}
