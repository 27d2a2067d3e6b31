package boxoffice.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.http.Answer;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Phase;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.persistence.opening.BoardContent;
import boxoffice.persistence.opening.BoardView;
import boxoffice.persistence.opening.ListedOpening;
import boxoffice.persistence.opening.OpeningView;
import boxoffice.persistence.opening.ShownOpening;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OpeningPagesTest {

    private static final Instant OPENS = Instant.parse("2030-01-01T20:00:00Z");
    private static final Window WINDOW = new Window(OPENS.minusSeconds(60), OPENS, OPENS.plusSeconds(3_600));
    private static final Quota QUOTA = new Quota(new QuotaId(7), "Screen 1", 10);

    private final OpeningPages pages = new OpeningPages();

    @Test
    void anOpeningsPageHasAllThatIsShown() {
        JsonObject json = json(one(shown("Nosferatu", 3, Phase.OPEN), OPENS.plusMillis(1)));

        assertThat(json)
                .isEqualTo(new JsonObject()
                        .put("id", "1")
                        .put("title", "Nosferatu")
                        .put("movie", "A movie")
                        .put("phase", "open")
                        .put("frozen", false)
                        .put("announcesAt", "2030-01-01T19:59:00Z")
                        .put("opensAt", "2030-01-01T20:00:00Z")
                        .put("closesAt", "2030-01-01T21:00:00Z")
                        .put("serverTime", "2030-01-01T20:00:00.001000Z")
                        .put("quotas", new JsonObject("""
                                {"list":[{"id":"7","name":"Screen 1","size":10,"remaining":7}]}""").getJsonArray("list")));
    }

    @Test
    void aLaterTimeChangesTheTimeAndNotTheTag() {
        ShownOpening shown = shown("Nosferatu", 0, Phase.OPEN);
        Answer early = one(shown, OPENS);
        Answer late = one(shown, OPENS.plusSeconds(61).plusNanos(123_456_789));

        assertThat(tag(late)).isEqualTo(tag(early)).matches("W/\"[0-9a-z]{20}\"");
        assertThat(json(early).getString("serverTime")).isEqualTo("2030-01-01T20:00:00.000000Z");
        assertThat(json(late).getString("serverTime")).isEqualTo("2030-01-01T20:01:01.123456Z");
        assertThat(late.header("Server-Time")).hasValue("2030-01-01T20:01:01.123456Z");
        assertThat(late.header("Date")).hasValue("Tue, 01 Jan 2030 20:01:01 GMT");
        assertThat(early.header("Date")).hasValue("Tue, 01 Jan 2030 20:00:00 GMT");
        assertThat(json(early).put("serverTime", "")).isEqualTo(json(late).put("serverTime", ""));
    }

    @Test
    void anotherProcessTagsTheSameContentTheSame() {
        assertThat(tag(new OpeningPages().opening(view(shown("Nosferatu", 2, Phase.OPEN), OPENS))))
                .isEqualTo(tag(one(shown("Nosferatu", 2, Phase.OPEN), OPENS)));
    }

    @Test
    void aPhaseACountAndAnOperatorsWriteEachChangeTheBodyAndTheTag() {
        List<ShownOpening> changes = List.of(
                shown("Nosferatu", 0, Phase.ANNOUNCED),
                shown("Nosferatu", 0, Phase.OPEN),
                shown("Nosferatu", 1, Phase.OPEN),
                shown("Nosferatu, a symphony", 1, Phase.OPEN));
        List<String> tags = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        for (ShownOpening shown : changes) {
            tags.add(tag(one(shown, OPENS)));
            bodies.add(one(shown, OPENS).body().toString());
            lists.add(tag(board(OPENS, shown)));
        }

        assertThat(tags).doesNotHaveDuplicates();
        assertThat(bodies).doesNotHaveDuplicates();
        assertThat(lists).doesNotHaveDuplicates();
        assertThat(tag(one(changes.get(0), OPENS))).as("as it was before").isEqualTo(tags.get(0));
    }

    @Test
    void theListHasTheTimeInEachOfItsOpenings() {
        Answer list = board(
                OPENS,
                shown(1, "\u65E5\u672C \uD83C\uDFAC", 0, Phase.OPEN),
                shown(2, "\uD55C\uAD6D", 10, Phase.SOLD_OUT));

        assertThat(json(list).getJsonArray("openings"))
                .containsExactly(
                        json(one(shown(1, "\u65E5\u672C \uD83C\uDFAC", 0, Phase.OPEN), OPENS)),
                        json(one(shown(2, "\uD55C\uAD6D", 10, Phase.SOLD_OUT), OPENS)));
        assertThat(board(OPENS).body()).hasToString("{\"openings\":[]}");
    }

    @Test
    void aTitleThatLooksLikeTheTimeIsLeftAsItIs() {
        String title = "\"serverTime\":\"" + ServerTime.BLANK + "\\\"serverTime\":\"";

        JsonObject json = json(one(shown(title, 0, Phase.OPEN), OPENS));

        assertThat(json.getString("title")).isEqualTo(title);
        assertThat(json.getString("serverTime")).isEqualTo("2030-01-01T20:00:00.000000Z");
    }

    @Test
    void anAnswerBelongsToWhoGotIt() {
        ShownOpening shown = shown("Nosferatu", 0, Phase.OPEN);
        Answer first = one(shown, OPENS);
        String before = first.body().toString();

        assertThat(one(shown, OPENS.plusSeconds(1)).body()).isNotSameAs(first.body());
        assertThat(first.body()).hasToString(before);
    }

    @Test
    void theAgeIsToldInWholeSecondsAndTheCacheMayKeepTheRest() {
        ShownOpening shown = shown("Nosferatu", 0, Phase.OPEN);

        assertThat(pages.opening(new OpeningView(shown, OPENS, Duration.ofMillis(2_999)))
                        .header("Age"))
                .hasValue("2");
        assertThat(pages.opening(new OpeningView(shown, OPENS, Duration.ofSeconds(4_000)))
                        .header("Age"))
                .hasValue("4000");
        assertThat(one(shown, OPENS).header("Cache-Control")).hasValue("no-cache");
    }

    private Answer one(ShownOpening shown, Instant now) {
        return pages.opening(view(shown, now));
    }

    private Answer board(Instant now, ShownOpening... openings) {
        return pages.board(new BoardView(new BoardContent(List.of(openings)), now, Duration.ZERO));
    }

    private static OpeningView view(ShownOpening shown, Instant now) {
        return new OpeningView(shown, now, Duration.ZERO);
    }

    private static ShownOpening shown(String title, int issued, Phase phase) {
        return shown(1, title, issued, phase);
    }

    private static ShownOpening shown(long id, String title, int issued, Phase phase) {
        Opening opening = new Opening(new OpeningId(id), title, "A movie", WINDOW, List.of(QUOTA), 1);
        return new ShownOpening(new ListedOpening(opening, Map.of(QUOTA.id(), issued)), phase);
    }

    private static JsonObject json(Answer answer) {
        return answer.body().toJsonObject();
    }

    private static String tag(Answer answer) {
        return answer.header("ETag").orElseThrow();
    }
}
