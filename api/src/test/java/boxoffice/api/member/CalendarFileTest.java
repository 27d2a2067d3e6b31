package boxoffice.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalendarFileTest {

    private static final Instant OPENS = Instant.parse("2030-01-01T20:00:00Z");

    @Test
    void tellsTheInstantAndTheMovieAndIsTheSameEventAfterAChange() {
        String file = file("Nosferatu", 3);

        assertThat(file).contains("DTSTART:20300101T200000Z\r\n", "SEQUENCE:2\r\n", "SUMMARY:Nosferatu - Night\r\n");
        assertThat(file).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
        assertThat(uid(file)).isEqualTo(uid(file("Dracula", 4)));
    }

    @Test
    void aTitleCannotWriteLinesOfItsOwn() {
        assertThat(file("a;b,c\\d\r\nATTENDEE:x", 1).lines())
                .contains("SUMMARY:a\\;b\\,c\\\\d\\nATTENDEE:x - Night")
                .noneMatch(line -> line.startsWith("ATTENDEE"));
    }

    @Test
    void longLinesAreFoldedBetweenCharacters() {
        String movie = "\uD55C\uAD6D\uD83C\uDFAC".repeat(30);

        String file = file(movie, 1);

        assertThat(file.lines()).allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(75));
        assertThat(file.replace("\r\n ", "")).contains("SUMMARY:" + movie + " - Night");
    }

    private static String uid(String file) {
        return file.lines().filter(line -> line.startsWith("UID:")).findFirst().orElseThrow();
    }

    private static String file(String movie, long revision) {
        Quota quota = new Quota(new QuotaId(7), "Screen 1", 10);
        Window window = new Window(OPENS.minusSeconds(60), OPENS, OPENS.plusSeconds(3_600));
        return CalendarFile.of(new Opening(new OpeningId(1), "Night", movie, window, List.of(quota), revision))
                .toString(StandardCharsets.UTF_8);
    }
}
