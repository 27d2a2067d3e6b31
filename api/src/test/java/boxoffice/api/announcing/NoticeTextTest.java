package boxoffice.api.announcing;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.notice.Delivery;
import boxoffice.persistence.notice.Kind;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NoticeTextTest {

    private static final JsonObject CONTENT = new JsonObject()
            .put("title", "Preview")
            .put("movie", "Sherlock Jr. (1924)")
            .put("opensAt", "2026-12-01T11:00:00Z")
            .put("closesAt", "2026-12-01T13:00:00Z")
            .put("movedFrom", "2026-12-01T10:30:00Z")
            .put("tickets", 500);

    private final NoticeText texts = new NoticeText(URI.create("https://tickets.example/"));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tellsTheMovieTheTimeAndTheWayOutInBothLanguages(Kind kind) {
        NoticeText.Text text = texts.of(delivery(kind));

        assertThat(text.subject()).startsWith("[무료 티켓] Sherlock Jr. (1924)").contains(" / ");
        assertThat(text.body())
                .contains("12월 1일(화) 오후 8:00", "Tue 1 Dec, 20:00 KST", "https://tickets.example/")
                .contains("끌 수 있습니다", "You can turn this off");
    }

    @Test
    void aMoveTellsFromWhen() {
        assertThat(texts.of(delivery(Kind.POSTPONED)).body()).contains("오후 7:30", "19:30 KST");
    }

    @Test
    void aDeliveryTellsALogNeitherMemberNorAddress() {
        assertThat(delivery(Kind.REMINDER).toString()).doesNotContain("m-1", "@");
    }

    private static Delivery delivery(Kind kind) {
        return new Delivery(7, "m-1", "m-1@example.org", 1, new OpeningId(17), kind, CONTENT, false);
    }
}
