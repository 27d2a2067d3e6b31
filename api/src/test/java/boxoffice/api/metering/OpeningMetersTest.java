package boxoffice.api.metering;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.metrics.Meters;
import boxoffice.persistence.opening.BoardContent;
import boxoffice.persistence.opening.BoardView;
import boxoffice.persistence.opening.ListedOpening;
import boxoffice.persistence.opening.ShownOpening;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpeningMetersTest {

    private static final Instant OPENS = Instant.parse("2026-12-01T20:00:00Z");
    private static final QuotaId QUOTA = new QuotaId(7);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = OPENS.minus(Duration.ofHours(1));
    private final OpeningMeters meters = new OpeningMeters(new Meters(registry), () -> now);

    @Test
    void countsDownToTheNextOpening() {
        shown(0);

        assertThat(gauge("boxoffice.opening.countdown")).isEqualTo(3_600);
        now = OPENS.minusSeconds(5);
        assertThat(gauge("boxoffice.opening.countdown")).isEqualTo(5);
        now = OPENS;
        assertThat(gauge("boxoffice.opening.countdown")).isZero();
    }

    @Test
    void seesAWindowFromTenMinutesBeforeUntilThirtyAfter() {
        shown(0);

        assertThat(meters.isNear()).isFalse();
        now = OPENS.minus(Duration.ofMinutes(10));
        assertThat(gauge("boxoffice.opening.window")).isEqualTo(1);
        now = OPENS.plus(Duration.ofMinutes(30)).minusMillis(1);
        assertThat(gauge("boxoffice.opening.window")).isEqualTo(1);
        now = OPENS.plus(Duration.ofMinutes(30));
        assertThat(gauge("boxoffice.opening.window")).isZero();
    }

    @Test
    void tellsTheTicketsLeftOfWhatIsOpenOrIsAboutTo() {
        shown(0);
        assertThat(gauge("boxoffice.tickets.left")).as("an hour before").isZero();

        now = OPENS.minusSeconds(60);
        shown(0);
        assertThat(gauge("boxoffice.tickets.left")).isEqualTo(500);

        now = OPENS.plusSeconds(1);
        shown(120);
        assertThat(gauge("boxoffice.tickets.left")).isEqualTo(380);
    }

    @Test
    void tellsHowLongItTookToSellOutAndKeepsIt() {
        now = OPENS.plusSeconds(1);
        shown(120);
        now = OPENS.plusSeconds(3);
        shown(500);
        now = OPENS.plusSeconds(60);
        shown(500);

        assertThat(gauge("boxoffice.sell.out.time")).isEqualTo(3);
        assertThat(gauge("boxoffice.tickets.left")).isZero();
    }

    @Test
    void doesNotGuessWhenAnOpeningSoldOutThatItNeverSawOpen() {
        now = OPENS.plusSeconds(60);
        shown(500);

        assertThat(gauge("boxoffice.sell.out.time")).isZero();
    }

    private void shown(int issued) {
        Opening opening = new Opening(
                new OpeningId(1),
                "Premiere",
                "Sherlock Jr. (1924)",
                new Window(OPENS.minus(Duration.ofDays(7)), OPENS, OPENS.plus(Duration.ofHours(1))),
                List.of(new Quota(QUOTA, "Screen 1", 500)),
                1);
        ListedOpening listed = new ListedOpening(opening, Map.of(QUOTA, issued));
        meters.shown(new BoardView(
                new BoardContent(List.of(new ShownOpening(listed, listed.phaseAt(now)))), now, Duration.ZERO));
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
