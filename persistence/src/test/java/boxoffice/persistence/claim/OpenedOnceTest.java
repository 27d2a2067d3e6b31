package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.claim.Stock;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenedOnceTest {

    private static final Instant OPENS = Instant.parse("2030-01-01T12:00:00Z");
    private static final Window WINDOW = new Window(OPENS.minusSeconds(60), OPENS, OPENS.plus(Duration.ofHours(1)));

    private final OpenedOnce opened = new OpenedOnce();

    @Test
    void whoComesBeforeItHasEverOpenedIsToldSo() {
        assertThat(opened.behind(at(OPENS.minusSeconds(2), 0))).isZero();
    }

    @Test
    void aClockThatGoesBackAfterItHasOpenedHereIsWaitedFor() {
        assertThat(opened.behind(at(OPENS.plusMillis(10), 0))).isZero();

        assertThat(opened.behind(at(OPENS.minusSeconds(2), 0))).isEqualTo(Duration.ofMillis(200));
        assertThat(opened.behind(at(OPENS.minusMillis(30), 0))).isEqualTo(Duration.ofMillis(30));
        assertThat(opened.behind(at(OPENS, 0))).isZero();
    }

    @Test
    void ticketsThatAreIssuedTellThatItHasOpenedElsewhere() {
        assertThat(opened.behind(at(OPENS.minusSeconds(2), 7))).isPositive();
    }

    @Test
    void anOpeningThatWasMovedToLaterIsNotOpen() {
        assertThat(opened.behind(at(OPENS.plusMillis(10), 0))).isZero();
        Window later = new Window(WINDOW.announcesAt(), OPENS.plusSeconds(20), WINDOW.closesAt());

        assertThat(opened.behind(at(later, OPENS.plusSeconds(10), 0))).isZero();
    }

    @Test
    void aClockThatIsFarOffIsFollowed() {
        assertThat(opened.behind(at(OPENS.minusSeconds(40), 7))).isZero();
    }

    private static LockedOpening at(Instant now, int highestNumber) {
        return at(WINDOW, now, highestNumber);
    }

    private static LockedOpening at(Window window, Instant now, int highestNumber) {
        Stock stock = new Stock(new Quota(new QuotaId(1), "Screen 1", 10), highestNumber, highestNumber, List.of());
        return new LockedOpening(new LedgerFacts(Parts.OPENING, window, now, List.of(stock), Map.of()), Map.of(), null);
    }
}
