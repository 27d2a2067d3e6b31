package boxoffice.load.report;

import boxoffice.load.audit.Check;
import boxoffice.load.history.History;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** One file, without script and without anything from elsewhere. */
final class HtmlReport {

    private static final String TEMPLATE = "report.html";

    private HtmlReport() {}

    static String of(Report report) {
        History history = report.result().history();
        Figures figures = report.figures();
        return template()
                .replace("{{verdict}}", report.isPassed() ? "passed" : "failed")
                .replace("{{Verdict}}", report.isPassed() ? "Passed" : "Failed")
                .replace("{{headline}}", Text.escaped(headline(figures)))
                .replace("{{tiles}}", tiles(figures))
                .replace(
                        "{{checks}}",
                        report.audit().checks().stream().map(HtmlReport::check).collect(Collectors.joining()))
                .replace(
                        "{{plots}}",
                        WallPlots.claims(history)
                                + WallPlots.latency(history)
                                + WallPlots.ticketsLeft(history, figures.size())
                                + PercentilePlot.of(figures)
                                + WallPlots.everything(history)
                                + ServicePlots.of(report.result().samples()))
                .replace(
                        "{{rows}}", figures.rows().stream().map(HtmlReport::row).collect(Collectors.joining()));
    }

    private static String headline(Figures figures) {
        return String.format(
                Locale.ROOT,
                "%,d members, %,d tickets",
                figures.settings().crowd().members(),
                figures.size());
    }

    private static String tiles(Figures figures) {
        return tile("last ticket after", Text.of(figures.lastTicketMillis(), 0), "ms")
                + tile("99 of 100 told within", Text.of(figures.member().percentileMillis(99), 0), "ms")
                + tile("everybody told within", Text.of(figures.member().maxMillis(), 0), "ms")
                + tile(
                        "claims answered",
                        String.format(Locale.ROOT, "%,.0f", figures.claimsPerSecond()),
                        "a second on average");
    }

    private static String tile(String name, String value, String unit) {
        return "<div class=\"tile\"><span>%s</span><b>%s</b> <small>%s</small></div>".formatted(name, value, unit);
    }

    private static String check(Check check) {
        String verdict = check.verdict().name().toLowerCase(Locale.ROOT);
        return "<tr class=\"%s\"><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>%n"
                .formatted(verdict, verdict, Text.escaped(check.promise()), Text.escaped(check.figure()));
    }

    private static String row(Figures.Row row) {
        return "<tr><th scope=\"row\">%s</th><td>%s</td></tr>%n"
                .formatted(Text.escaped(row.name()), Text.escaped(row.value()));
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
