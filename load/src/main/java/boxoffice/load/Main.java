package boxoffice.load;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The module run alone: {@code --help} tells what it can do. */
@Command(
        name = "boxoffice-load",
        mixinStandardHelpOptions = true,
        description = "Puts a Boxoffice under load, and says whether it kept its promise.",
        subcommands = RushCommand.class)
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
