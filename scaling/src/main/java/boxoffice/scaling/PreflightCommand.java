package boxoffice.scaling;

import boxoffice.scaling.aws.AwsFacts;
import boxoffice.scaling.aws.AwsFacts.TrackedMetric;
import boxoffice.scaling.preflight.Expected;
import boxoffice.scaling.preflight.Finding;
import boxoffice.scaling.preflight.HttpServiceFacts;
import boxoffice.scaling.preflight.Moment;
import boxoffice.scaling.preflight.Preflight;
import boxoffice.scaling.preflight.ServiceFacts;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the go/no-go. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Go or no-go for an opening. Run it at T-24 h, T-30 min, T-10 min and T-2 min.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:go", "1:no-go", "2:misused, or cannot run"})
final class PreflightCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final AwsOptions aws = new AwsOptions();

    @Mixin
    private final RulesOptions rules = new RulesOptions();

    @Option(names = "--opens-at", required = true, paramLabel = "INSTANT", description = "when the opening opens")
    private Instant opensAt = Instant.EPOCH;

    @Option(
            names = "--also",
            paramLabel = "INSTANT",
            description = "when another opening opens; may be repeated: those that are near each other share a hold")
    private List<Instant> also = List.of();

    @Option(names = "--url", paramLabel = "URL", description = "public address of the service; with --opening")
    private @Nullable URI url;

    @Option(names = "--opening", paramLabel = "ID", description = "of the opening, as members see it")
    private @Nullable String opening;

    @Option(names = "--places", paramLabel = "N", description = "of all quotas together, as announced")
    private @Nullable Integer places;

    @Option(names = "--writer-class", paramLabel = "CLASS", description = "what the writer should be")
    private @Nullable String writerClass;

    @Option(names = "--max-connections", paramLabel = "N", description = "of writer and readers, @@max_connections")
    private @Nullable Integer maxConnections;

    @Option(names = "--writer-pool", defaultValue = "16", description = "connections of an instance to the writer")
    private int writerPool;

    @Option(names = "--reader-pool", defaultValue = "32", description = "connections of an instance to readers")
    private int readerPool;

    @Option(names = "--namespace", defaultValue = "Boxoffice", description = "of the metric that the group follows")
    private String namespace = "";

    @Option(names = "--metric", defaultValue = "EventLoopUtilisation", description = "that the group follows")
    private String metric = "";

    @Option(names = "--moment", description = "what must be there already: ${COMPLETION-CANDIDATES}; else by the clock")
    private @Nullable Moment moment;

    @Override
    public Integer call() {
        Instant now = Instant.now();
        Moment at = moment == null ? Moment.of(now, opensAt) : moment;
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        try (AwsFacts facts = AwsFacts.open(aws.names(), new TrackedMetric(namespace, metric), Clock.systemUTC())) {
            List<Finding> findings = new Preflight(() -> facts, service(), expected(), at, now).findings();
            out.println("opening at " + opensAt + ", looked at " + now + " as " + at);
            findings.forEach(finding -> print(out, finding));
            boolean go = Preflight.isGo(findings);
            out.println(go ? "GO" : "NO-GO");
            out.flush();
            return go ? 0 : 1;
        }
    }

    private @Nullable ServiceFacts service() {
        return url == null || opening == null ? null : new HttpServiceFacts(url, opening);
    }

    private Expected expected() {
        List<Instant> openings = new ArrayList<>(also);
        openings.add(opensAt);
        return new Expected(
                opensAt, openings, rules.rules(), writerClass, places, maxConnections, writerPool, readerPool);
    }

    private static void print(PrintWriter out, Finding finding) {
        if (finding instanceof Finding.Failed failed) {
            line(out, "NO", failed, failed.advice());
        } else if (finding instanceof Finding.NotChecked unknown) {
            line(out, "?", unknown, unknown.advice());
        } else {
            line(out, "ok", finding, "");
        }
    }

    private static void line(PrintWriter out, String verdict, Finding finding, String advice) {
        out.printf("  %-4s %-31s %s%n", verdict, finding.check(), finding.found());
        if (!advice.isEmpty()) {
            out.printf("       -> %s%n", advice);
        }
    }
}
