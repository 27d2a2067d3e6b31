package boxoffice.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void endsAtARoundNumber() {
        assertThat(Axis.upTo(305).marks()).containsExactly(0.0, 100.0, 200.0, 300.0, 400.0);
        assertThat(Axis.upTo(0).marks()).startsWith(0.0);
    }

    @Test
    void marksRoundNumbersWithinItsEnds() {
        Axis axis = Axis.ofMillis(-9_900, 1_200);

        assertThat(axis.marks()).containsExactly(-5_000.0, 0.0);
        assertThat(axis.timeUnit()).isEqualTo("s");
        assertThat(axis.label(-5_000)).isEqualTo("-5");
    }

    @Test
    void sharesRunFromZeroToOne() {
        assertThat(Axis.between(10, 20).share(15)).isEqualTo(0.5);
    }
}
