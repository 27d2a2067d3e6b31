package boxoffice.metrics;

import boxoffice.metrics.cloudwatch.CloudWatchPublisher;
import boxoffice.metrics.cloudwatch.CloudWatchSettings;
import boxoffice.metrics.watch.Generated;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The module run alone: {@code --help} tells what it can do. */
public final class Main {

    private static final String USAGE = """
            Usage: java -jar boxoffice-metrics.jar [OPTION]...
              (nothing)         plays a made-up opening and prints the page that Prometheus would read
              --seed NUMBER     the same with other random numbers; the default is 1
              --catalogue       prints the table of all meters, in Markdown
              --write FOLDER    writes docs/metrics.md, dashboards, alarms and rules anew; FOLDER is the repository
              --publish         sends the last five minutes of a made-up opening to CloudWatch
              --dry-run         prints what --publish would send
              --endpoint URL    publishes there instead of to the region's CloudWatch
              --region REGION   the default is what the AWS SDK finds
              --group NAME      the Auto Scaling group; the default is boxoffice
              --namespace NAME  the default is Boxoffice
            """;

    private enum Task {
        PAGE,
        CATALOGUE,
        PUBLISH,
        DRY_RUN,
        HELP
    }

    private final PrintStream out;
    private final PrintStream err;
    private Task task = Task.PAGE;
    private long seed = 1;
    private @Nullable Path repository;
    private @Nullable URI endpoint;
    private @Nullable String region;
    private String group = "boxoffice";
    private String namespace = CloudWatchSettings.NAMESPACE_DEFAULT;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // alone it has no log, and says what went wrong itself
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Does what the arguments ask and answers with the exit code. */
    static int run(PrintStream out, PrintStream err, String... args) {
        return new Main(out, err).run(args);
    }

    private int run(String... args) {
        try {
            read(new ArrayDeque<>(List.of(args)));
        } catch (IllegalArgumentException misused) {
            err.print(USAGE);
            return 2;
        }
        if (repository != null) {
            return write(repository);
        }
        return switch (task) {
            case PAGE -> printPage();
            case CATALOGUE -> print(CatalogueTable.markdown());
            case HELP -> print(USAGE);
            case PUBLISH -> publish(new CloudWatchPublisher(settings(), List::of));
            case DRY_RUN -> publish(CloudWatchPublisher.printing(settings(), out));
        };
    }

    private void read(Deque<String> args) {
        while (!args.isEmpty()) {
            switch (args.remove()) {
                case "--seed" -> seed = Long.parseLong(value(args));
                case "--catalogue" -> task = Task.CATALOGUE;
                case "--publish" -> task = Task.PUBLISH;
                case "--dry-run" -> task = Task.DRY_RUN;
                case "--help" -> task = Task.HELP;
                case "--write" -> repository = Path.of(value(args));
                case "--endpoint" -> endpoint = URI.create(value(args));
                case "--region" -> region = value(args);
                case "--group" -> group = value(args);
                case "--namespace" -> namespace = value(args);
                default -> throw new IllegalArgumentException("no such option");
            }
        }
    }

    private static String value(Deque<String> args) {
        String value = args.poll();
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("a value is missing");
        }
        return value;
    }

    private CloudWatchSettings settings() {
        return new CloudWatchSettings(namespace, group, region, endpoint);
    }

    private int printPage() {
        try (PrometheusText text = new PrometheusText()) {
            Meters meters = new Meters(text.registry());
            meters.gauge(Catalogue.HTTP_CONNECTIONS, () -> SyntheticOpening.MEMBERS);
            new SyntheticOpening(meters, new SplittableRandom(seed)).play();
            return print(text.render());
        }
    }

    private int publish(CloudWatchPublisher publisher) {
        CompositeMeterRegistry registries = new CompositeMeterRegistry();
        registries.add(publisher.registry());
        new SyntheticDay(new Meters(registries), new SplittableRandom(seed)).play(Instant.now(), end -> {
            if (publisher.trouble().isEmpty()) {
                publisher.send(end);
            }
        });
        return publisher
                .trouble()
                .map(trouble -> {
                    err.println("CloudWatch did not take it: " + trouble.getMessage());
                    return 1;
                })
                .orElse(0);
    }

    private int write(Path into) {
        try {
            Generated.writeTo(into);
            return 0;
        } catch (IOException failure) {
            err.println("cannot write: " + failure);
            return 1;
        }
    }

    private int print(String text) {
        out.print(text);
        return 0;
    }
}
