package boxoffice.scaling.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrafficTest {

    @Test
    void isStraightBetweenItsPointsAndLevelOutside() {
        Traffic traffic = Traffic.parse("0:100, 60:200");
        assertThat(traffic.usersAt(-999)).isEqualTo(100);
        assertThat(traffic.usersAt(30)).isEqualTo(150);
        assertThat(traffic.usersAt(999)).isEqualTo(200);
    }

    @Test
    void twoRushesAddUp() {
        Traffic twice = Traffic.rush(80, 2_000).again(2_400);
        assertThat(twice.usersAt(0)).isEqualTo(2_000);
        assertThat(twice.usersAt(2_400)).isEqualTo(2_000);
        assertThat(twice.usersAt(-3_000)).isEqualTo(80);
    }

    @Test
    void tellsWhichPointIsMalformed() {
        assertThatThrownBy(() -> Traffic.parse("0:1,x")).hasMessageContaining("x");
    }
}
