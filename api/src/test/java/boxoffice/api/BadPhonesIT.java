package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.signing.SignedCodes;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.Browser;
import boxoffice.api.testing.BuiltFiles;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.api.testing.Tab;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.persistence.testing.Standstill;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Phones with a wrong clock, a lost answer, or asleep, in a real Chromium: what members are told is true all the same.
 */
@EnabledIfSystemProperty(named = "boxoffice.test.browser", matches = "true")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class BadPhonesIT {

    private static final String LOADED =
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SIZE = 5;

    private static final Path DATA = BuiltFiles.fresh("phones-data", "");

    private static ServiceProcess service;
    private static Browser browser;

    @BeforeAll
    static void start() {
        service = ServiceProcess.startForACrowd(Map.of("BOXOFFICE_DATA_DIR", DATA.toString()));
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
        service.close();
    }

    @AfterEach
    void closeTabs() {
        browser.closeTabs();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void aClockThatIsWrongByAnHourMovesNothing(long hours) {
        Instant opensAt = Instant.now().plusSeconds(12);
        JsonObject opening = announced("Clock " + hours, opensAt);
        Tab tab = browser.tab(360, 800);
        tab.wrongClock(Duration.ofHours(hours));
        enter(tab, "Clock " + hours, "clock" + hours);
        assertThat(tab.value("document.querySelector('#mine').dataset.phase")).isEqualTo("announced");
        assertThat(tab.text("#mine [data-part=countdownTime]")).matches("00:(0[0-9]|1[0-2])");
        noteWhenItIsLive(tab);

        long late;
        long limit;
        try (Standstill standstill = new Standstill()) {
            tab.until("globalThis.liveAt");
            late = millis(tab, "globalThis.liveAt") - Duration.ofHours(hours).toMillis() - opensAt.toEpochMilli();
            limit = 200 + standstill.soFar().toMillis();
        }
        System.out.printf(
                "Bad phones: the button was live %d ms after the instant, the clock %d h wrong%n", late, hours);
        assertThat(late).isBetween(-20L, limit);
        tab.press("#mine button.primary");
        tab.until("!document.querySelector('#mine [data-part=ticket]').hidden");
        Poll.until("one ticket", SOON, () -> remaining(opening) == SIZE - 1);
    }

    @Test
    void anAnswerThatIsLostOnTheWayIsAskedForAgain() {
        JsonObject opening = announced("Lost", Instant.now().minusSeconds(1));
        Tab tab = browser.tab(360, 800);
        enter(tab, "Lost", "unheard");

        tab.losesTheAnswer("*/tickets", () -> tab.press("#mine button.primary"));

        tab.until("!document.querySelector('#mine [data-part=ticket]').hidden");
        assertThat(tab.text("#mine [data-part=ticketNumber]")).contains("1");
        Poll.until("one ticket", SOON, () -> remaining(opening) == SIZE - 1);
    }

    @Test
    void aTabThatSleptOverTheOpeningTellsWhatIsTrueWhenItWakes() {
        JsonObject opening = announced("Asleep", Instant.now().plusSeconds(12));
        Tab tab = browser.tab(360, 800);
        enter(tab, "Asleep", "sleeper");
        assertThat(tab.value("document.querySelector('#mine').dataset.phase")).isEqualTo("announced");
        Tab other = browser.tab(360, 800); // in front of it
        tab.until("document.hidden");
        tab.asleep(true);
        Poll.until("it is open", SOON, () -> phase(opening).equals("open"));
        for (int member = 0; member < SIZE; member++) {
            String id = opening.getString("id");
            assertThat(Api.at(service.address())
                            .signedIn("awake-" + member)
                            .claim(id, quota(opening))
                            .status())
                    .isEqualTo(201);
        }

        tab.asleep(false);
        assertThat(other.complaints()).isEmpty();
        tab.front();

        tab.until("document.querySelector('#mine').dataset.phase === 'soldOut'");
        assertThat(tab.text("#mine button.primary")).isIn("Sold out", "매진");
    }

    @Test
    void theFirstLoadIsSmallAndSoonReadyOnASlowPhone() {
        JsonObject opening = announced("First", Instant.now().plusSeconds(600));
        assertThat(phase(opening)).isEqualTo("announced");
        Tab tab = browser.tab(360, 800);
        tab.withoutCache();
        tab.slowProcessor(4);
        tab.beforeEachPage("globalThis.busyUntil = 0;"
                + "new PerformanceObserver((list) => list.getEntries().forEach((each) => { globalThis.busyUntil = each.startTime + each.duration; }))"
                + "  .observe({ type: 'longtask', buffered: true });"
                + "new MutationObserver(() => { if (document.querySelector('#openings > li')) globalThis.shownAt ??= performance.now(); })"
                + "  .observe(document, { subtree: true, childList: true });");
        tab.go(service.address());

        tab.until("globalThis.shownAt && performance.now() > globalThis.shownAt + 1500");

        long requests = millis(tab, LOADED + ".length");
        long bytes = millis(tab, LOADED + ".reduce((sum, each) => sum + each.transferSize, 0)");
        System.out.printf(
                "First load at a quarter of this processor: %d requests, %d bytes with heads, openings shown after %d ms, interactive after %d ms%n",
                requests, bytes, millis(tab, "globalThis.shownAt"), millis(tab, "Math.max(shownAt, busyUntil)"));
        assertThat(requests).isLessThanOrEqualTo(15);
        assertThat(bytes).isLessThanOrEqualTo(50_000);
    }

    @Test
    void aDoorThatHasLostItsConnectionTellsOurTicketsFromForgedOnes() {
        JsonObject opening = announced("Door", Instant.now().minusSeconds(1));
        JsonObject ticket = Api.at(service.address())
                .signedIn("guest")
                .claim(opening.getString("id"), quota(opening))
                .json();
        String signed = SignedCodes.in(DATA)
                .text(OpeningId.parse(opening.getString("id")).orElseThrow(), new TicketCode(ticket.getString("code")));
        String forged = signed.substring(0, signed.length() - 1) + (signed.endsWith("7") ? "8" : "7");
        Tab door = browser.tab(360, 800).go(service.address().resolve("/door"));
        door.type("#member", "doorkeeper");
        door.press("#sign-in-form button");
        door.until("localStorage.getItem('boxoffice.ticket-keys')");

        door.offline(true);
        present(door, forged);
        door.until("document.querySelector('#verdict').dataset.kind === 'forged'");
        door.offline(false);
        door.until("document.querySelector('#seen li')");
        door.offline(true);
        present(door, signed);
        door.until("document.querySelector('#verdict').dataset.kind === 'signed'");
        door.picture(Path.of("target", "pages", "door-offline.png"));
        door.offline(false);

        door.until("document.querySelector('#verdict').dataset.kind === 'in'");
    }

    private static void present(Tab door, String code) {
        door.type("#code", code);
        door.press("#code-form button.primary");
    }

    /** Signed in, with the opening's card as {@code #mine}. */
    private static void enter(Tab tab, String movie, String member) {
        tab.go(service.address());
        tab.type("#member", member);
        tab.press("#sign-in-form button");
        String card =
                "[...document.querySelectorAll('#openings > li')].find((each) => each.querySelector('h3').textContent === '"
                        + movie + "')";
        tab.until(card);
        assertThat(tab.value(card + ".id = 'mine'")).isEqualTo("mine");
    }

    private static void noteWhenItIsLive(Tab tab) {
        Object noted = tab.value("new MutationObserver(() => {"
                + "  if (document.querySelector('#mine button.primary').getAttribute('aria-disabled') === 'false') globalThis.liveAt ??= Date.now();"
                + "}).observe(document.querySelector('#mine'), { subtree: true, attributes: true }) ?? true");
        assertThat(noted).isEqualTo(true);
    }

    private static long millis(Tab tab, String expression) {
        return Math.round(Double.parseDouble(String.valueOf(tab.value(expression))));
    }

    private static JsonObject announced(String movie, Instant opensAt) {
        return Api.at(service.address())
                .signedIn("operator", "admin")
                .post(
                        "/api/admin/openings",
                        Api.opening(Map.of("Screen 1", SIZE), opensAt, opensAt.plusSeconds(600))
                                .put("movie", movie))
                .json();
    }

    private static String phase(JsonObject opening) {
        return shown(opening).getString("phase");
    }

    private static int remaining(JsonObject opening) {
        return shown(opening).getJsonArray("quotas").getJsonObject(0).getInteger("remaining");
    }

    private static String quota(JsonObject opening) {
        return opening.getJsonArray("quotas").getJsonObject(0).getString("id");
    }

    private static JsonObject shown(JsonObject opening) {
        return Api.at(service.address())
                .get("/api/openings/" + opening.getString("id"))
                .json();
    }
}
