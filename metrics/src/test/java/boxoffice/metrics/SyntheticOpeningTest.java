package boxoffice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SyntheticOpeningTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void grantsExactlyTheTicketsThereAre() {
        play();

        assertThat(registry.get("boxoffice.claims")
                        .tag("outcome", "granted")
                        .counter()
                        .count())
                .isEqualTo(500);
    }

    @Test
    void tellsTheSameNumberOfClaimsFromEverySide() {
        play();

        double claims = registry.get("boxoffice.claims").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        double early = registry.get("boxoffice.claims")
                .tag("outcome", "not_yet_open")
                .counter()
                .count();
        assertThat(claims).isGreaterThan(2_000);
        assertThat(registry.get("boxoffice.http.requests").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(claims);
        assertThat((double) registry.get("boxoffice.claim.time").timer().count())
                .isEqualTo(claims);
        assertThat(registry.get("boxoffice.batch.size").summary().totalAmount()).isEqualTo(claims - early);
    }

    @Test
    void leavesNobodyWaiting() {
        play();

        assertThat(registry.get("boxoffice.claim.queue.depth").gauge().value()).isZero();
        assertThat(registry.get("boxoffice.claim.queue.age").gauge().value()).isZero();
    }

    private void play() {
        new SyntheticOpening(new Meters(registry), new SplittableRandom(7)).play();
    }
}
