package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Browser;
import boxoffice.api.testing.BuiltFiles;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.api.testing.Tab;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages in a real Chromium, with a picture of each in {@code target/pages}: look at them. Only in the profile
 * {@code browser}.
 */
@EnabledIfSystemProperty(named = "boxoffice.test.browser", matches = "true")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class PagesIT {

    private static final Path PICTURES = Path.of("target", "pages");
    private static final Duration SOON = Duration.ofSeconds(20);

    private static ServiceProcess service;
    private static Browser browser;

    @BeforeAll
    static void start() {
        service = ServiceProcess.start(
                Map.of("BOXOFFICE_DATA_DIR", BuiltFiles.fresh("pages-data", "").toString()));
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
    @CsvSource({"ko, 360", "en, 360", "ko, 1280", "en, 1280"})
    void aMemberGoesFromTheAnnouncementToTheQrAtTheDoor(String language, int width) {
        String name = language + "-" + width + "-";
        Instant opensAt = Instant.now().plusSeconds(12);
        JsonObject opening = announced("The General " + name, opensAt);
        String card = "#openings > li:has(a[href*=\"" + opening.getString("id") + "\"])";
        Tab tab = browser.tab(width, 800).go(service.address());
        speak(tab, language);
        tab.until("document.querySelector('" + card + "')");
        Object marked = tab.value("document.querySelector('" + card + "').id = 'mine'");
        assertThat(marked).isEqualTo("mine");
        tab.type("#member", "viewer-" + name);
        tab.press("#sign-in-form button");
        tab.until("!document.querySelector('#my-tickets').hidden");
        tab.picture(PICTURES.resolve(name + "1-announced.png"));
        accessible(tab, name + "announced");

        tab.until("document.querySelector('#mine').dataset.phase === 'open'");
        double late = Double.parseDouble(String.valueOf(tab.value("Date.now() - " + opensAt.toEpochMilli())));
        tab.press("#mine button.primary");
        tab.until("document.querySelector('#mine [data-part=ticketQr]').naturalWidth > 0");
        tab.picture(PICTURES.resolve(name + "2-yours.png"));
        accessible(tab, name + "yours");

        String code = tab.text("#mine [data-part=ticketCode]");
        assertThat(code).matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");
        tab.press("#tickets [data-part=giveBack]");
        tab.picture(PICTURES.resolve(name + "3-give-back.png"));
        tab.press("#give-back-no");
        door(language, width, code);
        assertThat(tab.complaints()).isEmpty();
        System.out.printf("%s button live %.0f ms after the instant%n", name, late);
    }

    private static void door(String language, int width, String code) {
        String name = language + "-" + width + "-door-";
        Tab door = browser.tab(width, 800).go(service.address().resolve("/door"));
        speak(door, language);
        door.type("#member", "doorkeeper");
        door.press("#sign-in-form button");
        door.type("#code", code.toLowerCase(Locale.ROOT));
        door.press("#code-form button.primary");
        door.until("document.querySelector('#verdict').dataset.kind === 'in'");
        door.picture(PICTURES.resolve(name + "1-in.png"));
        door.type("#code", code);
        door.press("#code-form button.primary");
        door.until("document.querySelector('#verdict').dataset.kind === 'twin'");
        door.picture(PICTURES.resolve(name + "2-twin.png"));
        accessible(door, name + "twin");
        assertThat(door.complaints()).allMatch(complaint -> complaint.contains("409"));
    }

    @ParameterizedTest
    @CsvSource({"ko, 360", "en, 1280"})
    void anOperatorAnnouncesAnOpeningAndWatchesIt(String language, int width) {
        String name = language + "-" + width + "-desk-";
        Tab desk = browser.tab(width, 900).go(service.address().resolve("/desk"));
        speak(desk, language);
        desk.type("#member", "operator");
        desk.press("#sign-in-form button");
        desk.type("#movie", "Metropolis " + name);
        desk.type("#name", "1927");
        desk.type("#opens-at", "2026-01-01T20:00");
        desk.type("#closes-at", "2099-01-01T20:00");
        desk.type("#quotas input", "Seoul");
        desk.type("#quotas input[type=number]", "500");
        desk.press("#opening-form button[type=submit]");
        desk.until("[...document.querySelectorAll('#openings h3')].some((h) => h.textContent === 'Metropolis " + name
                + "')");
        assertThat(desk.value("(() => { const card = [...document.querySelectorAll('#openings > li')].find((each) => "
                        + "each.textContent.includes('Metropolis " + name
                        + "')); card.id = 'mine'; return card.id; })()"))
                .isEqualTo("mine");
        desk.press("#mine [data-part=watch]");
        desk.until("document.querySelector('#mine [data-part=rate]').textContent === '0'");
        desk.picture(PICTURES.resolve(name + "1-watch.png"));
        accessible(desk, name + "watch");
        desk.press("#mine [data-part=edit]");
        desk.type("#quotas input[type=number]", "600");
        desk.press("#opening-form button[type=submit]");
        desk.until("document.querySelector('#mine [data-part=left]').textContent === '600'");
        desk.press("#mine [data-part=freeze]");
        desk.type("#freeze-reason", "The hall is flooded");
        accessible(desk, name + "pause");
        desk.picture(PICTURES.resolve(name + "2-pause.png"));
        desk.press("#freeze-form button[type=submit]");
        desk.until("document.querySelector('#mine [data-part=frozen]').textContent.includes('The hall is flooded')");
        desk.picture(PICTURES.resolve(name + "3-paused.png"));
        desk.press("#mine [data-part=freeze]");
        desk.until("document.querySelector('#mine [data-part=frozen]').textContent === ''");
        assertThat(desk.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ko, 360", "en, 360", "ko, 1280", "en, 1280"})
    void anOpeningIsMovedAndWhoWaitsSeesFromWhenToWhen(String language, int width) {
        String name = language + "-" + width + "-";
        JsonObject opening = announced("Faust " + name, Instant.now().plusSeconds(600));
        Tab member = browser.tab(width, 800).go(service.address());
        speak(member, language);
        mark(member, "Faust " + name);
        Tab desk = browser.tab(width, 900).go(service.address().resolve("/desk"));
        speak(desk, language);
        desk.type("#member", "operator");
        desk.press("#sign-in-form button");
        mark(desk, "Faust " + name);
        desk.press("#mine [data-part=postpone]");
        desk.type("#postpone-opens-at", "2099-01-01T20:00");
        desk.type("#postpone-closes-at", "2099-01-01T22:00");
        desk.type("#postpone-reason", "The film is on its way");
        accessible(desk, name + "move");
        desk.picture(PICTURES.resolve(name + "desk-4-move.png"));
        desk.press("#postpone-form button[type=submit]");
        desk.until("document.querySelector('#mine [data-part=moved]').textContent !== ''");

        member.front().until("document.querySelector('#mine [data-part=moved]').textContent !== ''");

        member.picture(PICTURES.resolve(name + "4-moved.png"));
        accessible(member, name + "moved");
        assertThat(Api.at(service.address())
                        .get("/api/openings/" + opening.getString("id"))
                        .json()
                        .containsKey("movedFrom"))
                .isTrue();
        assertThat(desk.complaints()).isEmpty();
        assertThat(member.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ko, 360", "en, 360", "ko, 1280", "en, 1280"})
    void howAnOpeningWentIsShownToEverybodyAndMoreOfItToOperators(String language, int width) {
        String name = language + "-" + width + "-";
        JsonObject opening = announced("Safety Last " + name, Instant.now().minusSeconds(1));
        String id = opening.getString("id");
        Tab report = browser.tab(width, 800).go(service.address().resolve("/report?opening=" + id));
        speak(report, language);
        report.until("document.querySelector('#notice').textContent.length > 20");
        Tab desk = browser.tab(width, 900).go(service.address().resolve("/desk"));
        speak(desk, language);
        desk.type("#member", "operator");
        desk.press("#sign-in-form button");
        mark(desk, "Safety Last " + name);
        desk.press("#mine [data-part=watch]");
        desk.until("document.querySelectorAll('#mine [data-part=live] li').length === 4");
        Api anybody = Api.at(service.address());
        for (int member = 0; member < 60; member++) {
            assertThat(anybody.signedIn(name + member).claim(id).status()).isEqualTo(member < 50 ? 201 : 409);
        }
        desk.until("document.querySelectorAll('#mine [data-part=live] li').length > 4");
        desk.picture(PICTURES.resolve(name + "desk-5-live.png"));
        accessible(desk, name + "live");
        Poll.until(
                "all is counted",
                SOON,
                () -> anybody.get("/api/openings/" + id + "/report").json().getInteger("asked", 0) == 60);
        desk.press("#mine [data-part=report]");
        desk.until("document.querySelectorAll('#report-answers li').length === 8");
        desk.picture(PICTURES.resolve(name + "desk-6-report.png"));
        accessible(desk, name + "report of the desk");

        assertThat(report.value("location.reload()")).isNull();

        report.until("document.querySelectorAll('#figures dd').length === 6");
        assertThat(report.text("#figures")).contains("60").contains("50");
        report.picture(PICTURES.resolve(name + "5-report.png"));
        accessible(report, name + "report");
        assertThat(desk.complaints()).isEmpty();
        assertThat(report.complaints()).allMatch(complaint -> complaint.contains("409"));
    }

    private static void mark(Tab tab, String movie) {
        String card = "[...document.querySelectorAll('#openings > li')].find((each) => each.textContent.includes('"
                + movie + "'))";
        tab.until(card);
        assertThat(tab.value(card + ".id = 'mine'")).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({"ko, 360", "en, 1280"})
    void anOperatorSeesWhetherAnOpeningIsGoAndWhatIsPlanned(String language, int width) {
        String name = language + "-" + width + "-desk-";
        Instant soon = Instant.now().plusSeconds(3_600);
        JsonObject opening = announced("Nosferatu " + name, soon);
        Tab desk = browser.tab(width, 900).go(service.address().resolve("/desk"));
        speak(desk, language);
        desk.type("#member", "operator");
        desk.press("#sign-in-form button");
        String option = "#preflight-of option[value=\"" + opening.getString("id") + "\"]";
        desk.until("document.querySelector('" + option + "')");
        assertThat(desk.value("(() => { const choice = document.querySelector('#preflight-of'); choice.value = '"
                        + opening.getString("id") + "'; choice.dispatchEvent(new Event('change')); "
                        + "return choice.value; })()"))
                .isEqualTo(opening.getString("id"));
        desk.until("document.querySelector('#preflight-verdict').dataset.kind === 'in'");
        assertThat(desk.text("#preflight-verdict")).isEqualTo(language.equals("ko") ? "진행 가능" : "Go");
        assertThat(desk.text("#preflight-when")).contains("T-24 h");
        assertThat(desk.value("document.querySelectorAll('#findings [data-status=ok]').length"))
                .isEqualTo(3);
        assertThat(desk.text("#findings [data-status=unknown] [data-part=found]"))
                .startsWith("not configured");
        desk.until("document.querySelectorAll('#holds li').length >= 2");
        assertThat(desk.text("#holds"))
                .contains(String.valueOf(soon.atZone(ZoneOffset.UTC).getYear()));
        assertThat(desk.text("#quotas [data-part=nameLabel]"))
                .isEqualTo(language.equals("ko") ? "배정 1 이름" : "Name of quota 1");
        desk.picture(PICTURES.resolve(name + "2-preflight.png"));
        accessible(desk, name + "preflight");
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void aConnectionThatIsCutAtThePressIsNoLostTicket() {
        JsonObject opening = announced("Cut", Instant.now().minusSeconds(1));
        Tab tab = browser.tab(360, 800).go(service.address());
        tab.type("#member", "unlucky");
        tab.press("#sign-in-form button");
        tab.until("[...document.querySelectorAll('#openings h3')].some((h) => h.textContent === 'Cut')");
        assertThat(tab.value("[...document.querySelectorAll('#openings > li')].find((each) => "
                        + "each.textContent.includes('Cut')).id = 'mine'"))
                .isEqualTo("mine");
        tab.offline(true);
        tab.press("#mine button.primary");
        tab.until("document.querySelector('#mine [data-part=message]').textContent.length > 20");
        tab.picture(PICTURES.resolve("cut.png"));

        tab.offline(false);

        tab.until("!document.querySelector('#mine [data-part=ticket]').hidden");
        Poll.until("one ticket", SOON, () -> remaining(opening) == 49);
    }

    private static int remaining(JsonObject opening) {
        return Api.at(service.address())
                .get("/api/openings/" + opening.getString("id"))
                .json()
                .getJsonArray("quotas")
                .getJsonObject(0)
                .getInteger("remaining");
    }

    private static void speak(Tab tab, String language) {
        if (!language.equals(tab.value("document.documentElement.lang"))) {
            tab.press("#language");
        }
        tab.until("document.documentElement.lang === '" + language + "'");
    }

    /** Against WCAG 2.2 AA, where a copy of axe-core is named. */
    private static void accessible(Tab tab, String page) {
        String axe = System.getProperty("boxoffice.test.axe", "");
        if (axe.isEmpty()) {
            return;
        }
        try {
            Object loaded = tab.value(Files.readString(Path.of(axe)) + "; true");
            assertThat(loaded).isEqualTo(true);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        String found = String.valueOf(
                tab.value(
                        "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((all) => "
                                + "JSON.stringify(all.violations.map((each) => each.id + ' ' + each.nodes.map((node) => node.html))))"));
        assertThat(new JsonArray(found)).as(page).isEmpty();
    }

    private static JsonObject announced(String movie, Instant opensAt) {
        return Api.at(service.address())
                .signedIn("operator", "admin")
                .post(
                        "/api/admin/openings",
                        Api.opening(Map.of("Seoul", 50), opensAt, opensAt.plusSeconds(3_600))
                                .put("movie", movie))
                .json();
    }
}
