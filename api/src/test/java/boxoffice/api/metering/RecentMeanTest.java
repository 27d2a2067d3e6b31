package boxoffice.api.metering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentMeanTest {

    private double total;
    private final RecentMean mean = new RecentMean(() -> total);

    @Test
    void isZeroBeforeTheSecondLook() {
        mean.look(5);

        assertThat(mean.mean()).isZero();
    }

    @Test
    void isHowMuchWasAddedInTheTimeBetween() {
        mean.look(1_000);
        total += 300;
        mean.look(2_000);

        assertThat(mean.mean()).isEqualTo(0.3);
    }

    @Test
    void forgetsWhatIsOlderThanTenLooks() {
        mean.look(0);
        total += 1_000;
        for (int look = 1; look <= 11; look++) {
            mean.look(look * 1_000L);
        }

        assertThat(mean.mean()).isZero();
    }

    @Test
    void isNeverNegativeNorInfinite() {
        mean.look(0);
        total -= 5;
        mean.look(10);
        mean.look(10);

        assertThat(mean.mean()).isZero();
    }
}
