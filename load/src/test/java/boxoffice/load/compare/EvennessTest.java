package boxoffice.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvennessTest {

    @Test
    void aMachineThatAlwaysDoesTheSameIsEven() {
        long[] windows = new long[100];
        Arrays.fill(windows, 1_000);

        assertThat(Evenness.of(windows)).isEqualTo(new Evenness(0, Duration.ZERO));
    }

    @Test
    void tellsHowOftenAndHowLongOnEndItDoesMuchLessThanUsually() {
        long[] windows = new long[100];
        Arrays.fill(windows, 1_000);
        windows[10] = 599;
        windows[11] = 100;
        windows[12] = 0;
        windows[50] = 600; // is not slow yet
        windows[99] = 300;

        assertThat(Evenness.of(windows)).isEqualTo(new Evenness(0.04, Duration.ofMillis(60)));
        assertThat(Evenness.of(windows))
                .hasToString("the machine alone does less than 60 % of what it usually does for 4.0 % of the time,"
                        + " for 60 ms on end at most");
    }
}
