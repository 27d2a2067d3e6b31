package boxoffice.load.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private final MetricsPage page = new MetricsPage("""
            # TYPE depth gauge
            depth{opening="1"} 3.0
            depth{opening="2"} 4.0
            depth_max 9.0
            cpu_total 9.03E9
            """);

    @Test
    void addsAllSeriesOfAName() {
        assertThat(page.sum("depth")).isEqualTo(7);
        assertThat(page.sum("cpu_total")).isEqualTo(9.03e9);
    }

    @Test
    void whatIsNotThereIsNotANumber() {
        assertThat(page.sum("dept")).isNaN();
    }

    @Test
    void ratesAreBetweenTwoSamples() {
        Sample earlier = new Sample(0, 0, 10, 100, 1e9);
        Sample later = new Sample(2_000_000_000L, 0, 12, 180, 2e9);

        assertThat(later.batchSizeSince(earlier)).isEqualTo(40);
        assertThat(later.coresSince(earlier)).isEqualTo(0.5);
    }
}
