package boxoffice.metrics.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final Window WINDOW =
            new Window(Instant.parse("2026-12-01T19:50:00Z"), Instant.parse("2026-12-01T20:30:00Z"));

    @Test
    void endWithTheMinuteWhereNoOpeningIsNear() {
        assertThat(end("2026-12-01T10:00:00Z")).isEqualTo("2026-12-01T10:01:00Z");
        assertThat(end("2026-12-01T10:00:59.999Z")).isEqualTo("2026-12-01T10:01:00Z");
    }

    @Test
    void endEveryTenSecondsInAWindow() {
        assertThat(end("2026-12-01T20:00:00Z")).isEqualTo("2026-12-01T20:00:10Z");
        assertThat(end("2026-12-01T20:00:19.5Z")).isEqualTo("2026-12-01T20:00:20Z");
    }

    @Test
    void becomeShortWhenTheWindowBeginsAndLongWhenItHasEnded() {
        assertThat(end("2026-12-01T19:49:30Z")).isEqualTo("2026-12-01T19:50:00Z");
        assertThat(end("2026-12-01T19:50:00Z")).isEqualTo("2026-12-01T19:50:10Z");
        assertThat(end("2026-12-01T20:29:45Z")).isEqualTo("2026-12-01T20:29:50Z");
        assertThat(end("2026-12-01T20:30:00Z")).isEqualTo("2026-12-01T20:31:00Z");
    }

    @Test
    void becomeShortAlsoWhereAWindowBeginsWithinAMinute() {
        Window odd = new Window(Instant.parse("2026-12-01T10:00:25Z"), Instant.parse("2026-12-01T10:40:25Z"));

        assertThat(Steps.endAfter(Instant.parse("2026-12-01T10:00:01Z"), List.of(odd)))
                .isEqualTo("2026-12-01T10:00:30Z");
    }

    private static Instant end(String now) {
        return Steps.endAfter(Instant.parse(now), List.of(WINDOW));
    }
}
