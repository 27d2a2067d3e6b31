package boxoffice.scaling;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The module run alone: {@code --help} tells what it can do. */
@Command(
        name = "boxoffice-scaling",
        mixinStandardHelpOptions = true,
        description = "The scaling plan: looked at, simulated, carried out on AWS and checked.",
        subcommands = {
            PlanCommand.class,
            SimulateCommand.class,
            ReconcileCommand.class,
            ScaleUpCommand.class,
            PreflightCommand.class
        })
public final class Main {

    private static final int CANNOT_RUN = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("cannot run: " + failure.getMessage());
                    return CANNOT_RUN;
                });
    }
}
