package boxoffice.scaling;

import boxoffice.scaling.simulation.ScaleInRule;
import boxoffice.scaling.simulation.ScaleInRule.Evaluation;
import boxoffice.scaling.simulation.Scenario;
import boxoffice.scaling.simulation.Scenarios;
import boxoffice.scaling.simulation.Simulation;
import boxoffice.scaling.simulation.Timeline;
import boxoffice.scaling.simulation.TimelinePicture;
import boxoffice.scaling.simulation.TimelineTable;
import boxoffice.scaling.simulation.Traffic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Simulates the committed scenarios, one of them, or a plan by other figures. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "What a plan does against a crowd. Without a name: all scenarios compared.")
final class SimulateCommand implements Callable<Integer> {

    private static final String CUSTOM = "custom";

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final RulesOptions rules = new RulesOptions();

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..1",
            description = "one of the comparison, or custom for the figures below")
    private @Nullable String name;

    @Option(names = "--traffic", paramLabel = "SECOND:USERS,...", description = "for custom; else 80 members and 2000")
    private @Nullable String traffic;

    @Option(names = "--scale-in", defaultValue = "average", description = "for custom: ${COMPLETION-CANDIDATES}")
    private Evaluation evaluation = Evaluation.AVERAGE;

    @Option(names = "--cooldown", defaultValue = "0", description = "for custom: seconds between two scale-ins")
    private int cooldownSeconds;

    @Option(names = "--late", defaultValue = "0", description = "for custom: seconds that every action is late")
    private int latenessSeconds;

    @Option(names = "--write", paramLabel = "DIR", description = "writes tables and pictures there")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        List<Timeline> timelines = scenarios().stream().map(Simulation::of).toList();
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        out.print(timelines.size() == 1 ? TimelineTable.of(timelines.get(0)) : TimelineTable.comparison(timelines));
        out.flush();
        if (folder != null) {
            write(folder, timelines);
        }
        return 0;
    }

    private List<Scenario> scenarios() {
        if (name == null) {
            return Scenarios.all();
        }
        if (name.equals(CUSTOM)) {
            return List.of(Scenarios.custom(
                    rules.rules(),
                    traffic == null ? Scenarios.RUSH : Traffic.parse(traffic),
                    new ScaleInRule(20, 15, evaluation, cooldownSeconds),
                    latenessSeconds));
        }
        return List.of(Scenarios.named(name)
                .orElseThrow(() -> new ParameterException(
                        Objects.requireNonNull(command).commandLine(), "there is no scenario " + name)));
    }

    private static void write(Path folder, List<Timeline> timelines) throws IOException {
        Files.createDirectories(folder);
        for (Timeline timeline : timelines) {
            String name = timeline.scenario().name();
            Files.writeString(folder.resolve(name + ".txt"), TimelineTable.of(timeline));
            Files.writeString(folder.resolve(name + ".svg"), TimelinePicture.of(timeline));
        }
        if (timelines.size() > 1) {
            Files.writeString(folder.resolve("comparison.txt"), TimelineTable.comparison(timelines));
        }
    }
}
