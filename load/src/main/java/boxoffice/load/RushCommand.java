package boxoffice.load;

import boxoffice.load.audit.Limits;
import boxoffice.load.client.Target;
import boxoffice.load.plan.Crowd;
import boxoffice.load.report.Report;
import boxoffice.load.rush.CannotRun;
import boxoffice.load.rush.RushSettings;
import io.vertx.mysqlclient.MySQLConnectOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code rush}, and its exit status: 0 passed, 1 failed, 2 misused or cannot run. */
@Command(
        name = "rush",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Thousands of members at one opening; then an audit, a verdict and a report.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:passed", "1:failed", "2:misused, or cannot run"})
final class RushCommand implements Callable<Integer> {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int CANNOT_RUN = 2;

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--url", defaultValue = "http://localhost:8080", description = "where the service is")
    private String url = "";

    @Option(names = "--members", defaultValue = "2000", description = "how many take part, 50 to 20000")
    private int members;

    @Option(names = "--tickets", defaultValue = "500", description = "size of the quota that is made")
    private int tickets;

    @Option(names = "--double-clicks", defaultValue = "20", description = "percent of members who press twice")
    private int doubleClicks;

    @Option(names = "--give-backs", defaultValue = "0", description = "percent of holders who give theirs back")
    private int giveBacks;

    @Option(names = "--spread", defaultValue = "50", description = "mean of the exponential delay of a press, in ms")
    private int spreadMillis;

    @Option(names = "--reloads", defaultValue = "2", description = "of the page, for each member before the opening")
    private int reloads;

    @Option(names = "--streams", defaultValue = "0", description = "streams of events to hold open meanwhile")
    private int streams;

    @Option(names = "--lead", defaultValue = "10", description = "from the first visits to the opening, in seconds")
    private int leadSeconds;

    @Option(names = "--patience", defaultValue = "30", description = "for answers after the last press, in seconds")
    private int patienceSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "the same seed makes the same plan")
    private long seed;

    @Option(names = "--opening", paramLabel = "ID", description = "an opening that is there, instead of a new one")
    private @Nullable String opening;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "a line `member token` each; else development tokens")
    private @Nullable Path tokens;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            description = "who makes the opening; else a development token")
    private @Nullable String adminToken;

    @Option(
            names = "--audit",
            paramLabel = "URI",
            description = "mysql://user:password@host:port/database of the writer; else the weaker audit over HTTP")
    private @Nullable String audit;

    @Option(names = "--management", paramLabel = "URL", description = "where /metrics is; else no meters")
    private @Nullable String management;

    @Option(names = "--scrape", defaultValue = "1000", description = "how often /metrics is read, in ms")
    private int scrapeMillis;

    @Option(names = "--p99-max", paramLabel = "MS", description = "fails where 99 of 100 members wait longer")
    private @Nullable Integer p99MaxMillis;

    @Option(names = "--answer-max", paramLabel = "MS", description = "fails where anybody waits longer")
    private @Nullable Integer answerMaxMillis;

    @Option(names = "--report", paramLabel = "DIR", description = "writes report.html and report.json there")
    private @Nullable Path report;

    @Override
    public Integer call() {
        try {
            RushRun run = new RushRun(settings(), limits(), audit == null ? null : database(audit));
            Report finished = run.run(new ProgressLine(System.err));
            out().print(finished.text());
            if (report != null) {
                finished.write(report);
                out().println("report: " + report.resolve("report.html").toUri());
            }
            out().flush();
            return finished.isPassed() ? PASSED : FAILED;
        } catch (CannotRun | IllegalArgumentException | IllegalStateException | IOException cannot) {
            System.err.println("cannot run: " + cannot.getMessage());
            return CANNOT_RUN;
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }

    private RushSettings settings() throws IOException {
        Crowd crowd = new Crowd(
                members,
                doubleClicks,
                giveBacks,
                Duration.ofMillis(spreadMillis),
                reloads,
                Duration.ofSeconds(leadSeconds),
                seed);
        return new RushSettings(
                Target.of(url),
                crowd,
                tickets,
                streams,
                opening,
                adminToken,
                tokens == null ? List.of() : tokens(tokens),
                Duration.ofSeconds(patienceSeconds),
                management == null ? null : Target.of(management),
                Duration.ofMillis(scrapeMillis));
    }

    private Limits limits() {
        return new Limits(
                p99MaxMillis == null ? null : Duration.ofMillis(p99MaxMillis),
                answerMaxMillis == null ? null : Duration.ofMillis(answerMaxMillis));
    }

    private static MySQLConnectOptions database(String uri) {
        try {
            return MySQLConnectOptions.fromUri(uri);
        } catch (IllegalArgumentException malformed) {
            // Its own message has the password in it.
            throw new IllegalArgumentException("--audit: mysql://user:password@host:port/database");
        }
    }

    private static List<RushSettings.MemberToken> tokens(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split("\\s+"))
                .map(fields -> {
                    if (fields.length != 2) {
                        throw new IllegalArgumentException("not a line `member token`: in " + file);
                    }
                    return new RushSettings.MemberToken(fields[0], fields[1]);
                })
                .toList();
    }
}
