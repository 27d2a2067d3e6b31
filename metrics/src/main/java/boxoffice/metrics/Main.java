package boxoffice.metrics;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** The module run alone: {@code --help} tells what it can do. */
public final class Main {

    private static final String USAGE = """
            Usage: java -jar boxoffice-metrics.jar [--seed NUMBER | --catalogue | --help]
              (nothing)       plays a made-up opening and prints the page that Prometheus would read
              --seed NUMBER   the same with other random numbers; the default is 1
              --catalogue     prints the table of all meters, in Markdown
            """;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Does what the arguments ask and answers with the exit code. */
    static int run(PrintStream out, PrintStream err, String... args) {
        return new Main(out, err).run(args);
    }

    private int run(String... args) {
        return switch (String.join(" ", args).strip()) {
            case "" -> play(1);
            case "--catalogue" -> print(CatalogueTable.markdown());
            case "--help" -> print(USAGE);
            default -> args.length == 2 && args[0].equals("--seed") ? playSeed(args[1]) : misused();
        };
    }

    private int playSeed(String seed) {
        try {
            return play(Long.parseLong(seed));
        } catch (NumberFormatException notANumber) {
            return misused();
        }
    }

    private int play(long seed) {
        try (PrometheusText text = new PrometheusText()) {
            new SyntheticOpening(new Meters(text.registry()), new SplittableRandom(seed)).play();
            return print(text.render());
        }
    }

    private int print(String text) {
        out.print(text);
        return 0;
    }

    private int misused() {
        err.print(USAGE);
        return 2;
    }
}
