package boxoffice.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.load.audit.Audit;
import boxoffice.load.audit.Books;
import boxoffice.load.audit.Limits;
import boxoffice.load.client.Target;
import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import boxoffice.load.history.TicketTold;
import boxoffice.load.plan.Act;
import boxoffice.load.plan.Crowd;
import boxoffice.load.rush.Opening;
import boxoffice.load.rush.RushResult;
import boxoffice.load.rush.RushSettings;
import boxoffice.load.rush.StreamsSeen;
import boxoffice.load.scrape.Sample;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final TicketTold TICKET = new TicketTold("<b>m</b>", "1-a", "7", 1);

    @Test
    void isOneFileWithoutScriptAndWithoutAnythingFromElsewhere() {
        String html = HtmlReport.of(report(List.of(TICKET)));

        assertThat(html)
                .contains("<svg")
                .doesNotContain("<script", "<link", "src=", "href=", "url(", "@import", "{{", "NaN", "Infinity");
    }

    @Test
    void plotsTheServiceOnlyWhereItWasScraped() {
        assertThat(HtmlReport.of(report(List.of(TICKET))).split("<figure>")).hasSize(1 + 8);
        assertThat(HtmlReport.of(report(List.of(TICKET), List.of())).split("<figure>"))
                .hasSize(1 + 5);
    }

    @Test
    void tellsAFailureFirstAndWithItsFigureEscaped() {
        Report lost = report(List.of());

        assertThat(lost.isPassed()).isFalse();
        assertThat(HtmlReport.of(lost))
                .contains("badge failed", "&lt;b&gt;m&lt;/b&gt; no. 1")
                .doesNotContain("<b>m</b>");
        assertThat(lost.text()).endsWith(String.format("FAILED%n"));
    }

    @Test
    void tellsTheSameFiguresAsJson() {
        JsonObject json = new JsonObject(JsonReport.of(report(List.of(TICKET))));

        assertThat(json.getBoolean("passed")).isTrue();
        assertThat(json.getJsonObject("outcomes").getInteger("TICKET")).isEqualTo(1);
        assertThat(json.getDouble("lastTicketMillis")).isEqualTo(12.0);
        assertThat(json.getJsonObject("memberWaitMillis").getInteger("count")).isEqualTo(1);
        assertThat(json.getJsonArray("samples").getJsonObject(0).getValue("queueDepth"))
                .isNull();
    }

    private static Report report(List<TicketTold> stored) {
        return report(stored, List.of(new Sample(0, Double.NaN, 0, 0, 0), new Sample(1_000_000_000L, 3, 1, 5, 1e9)));
    }

    private static Report report(List<TicketTold> stored, List<Sample> samples) {
        History history = new History(List.of(
                new Attempt(
                        TICKET.member(), Act.CLAIM, 2_000_000, 2_000_000, 2_000_000, 12_000_000, 201, "", TICKET, true),
                new Attempt(TICKET.member(), Act.RELOAD, -9, -9, -9, -1, 200, "", null, true)));
        Books books = new Books("a test", true, Map.of("7", new Books.QuotaBook(1, stored.size())), stored, 0);
        Opening opening = new Opening("1", Instant.EPOCH, Instant.EPOCH, List.of(new Opening.Quota("7", 1, 0)));
        RushSettings settings = new RushSettings(
                new Target("localhost", 80, false),
                new Crowd(50, 0, 0, Duration.ZERO, 1, Duration.ofSeconds(1), 1),
                1,
                0,
                null,
                null,
                List.of(),
                Duration.ofSeconds(1),
                null,
                Duration.ofSeconds(1));
        RushResult result = new RushResult(
                opening, true, history, samples, new StreamsSeen(0, 0, 0, 0, 0, 0, 0), Duration.ZERO, Map.of());
        return Report.of(settings, result, books, Audit.of(history, books, Limits.none()));
    }
}
