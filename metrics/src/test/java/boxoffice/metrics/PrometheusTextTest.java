package boxoffice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    private final PrometheusText text = new PrometheusText();

    @AfterEach
    void close() {
        text.close();
    }

    @Test
    void isEmptyAsLongAsNobodyHasMeters() {
        assertThat(text.render()).isEmpty();
    }

    @Test
    void showsEveryMeterUnderTheNameThatTheDocumentationGivesIt() {
        Meters meters = new Meters(text.registry());
        meters.counter(Catalogue.HTTP_REQUESTS, "claimTicket", "201").increment();
        meters.timer(Catalogue.HTTP_REQUEST_TIME, "claimTicket").record(Duration.ZERO);
        meters.gauge(Catalogue.BUILD, () -> 1, "1.0");

        List<String> lines = text.render().lines().toList();

        assertThat(Catalogue.all()).allSatisfy(definition -> assertThat(lines)
                .anyMatch(line -> line.startsWith("# TYPE " + PrometheusText.nameOf(definition) + " "))
                .anyMatch(line ->
                        line.equals("# HELP " + PrometheusText.nameOf(definition) + " " + definition.meaning())));
    }

    @Test
    void showsZeroBeforeAnythingHappened() {
        Meters unused = new Meters(text.registry());

        assertThat(text.render().lines())
                .contains(
                        "boxoffice_claims_total{outcome=\"granted\"} 0.0",
                        "boxoffice_claims_total{outcome=\"undetermined\"} 0.0",
                        "boxoffice_claim_time_seconds_count 0",
                        "boxoffice_claim_queue_depth 0.0",
                        "boxoffice_pool_limit{pool=\"reader\"} 0.0");
    }

    @Test
    void sortsTimesIntoBucketsFromAMillisecondToTenSeconds() {
        Meters meters = new Meters(text.registry());
        meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofMillis(1));
        meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofMillis(30));
        meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofSeconds(11));

        assertThat(text.render().lines().filter(line -> line.startsWith("boxoffice_claim_time_seconds_bucket")))
                .hasSize(14)
                .startsWith("boxoffice_claim_time_seconds_bucket{le=\"0.001\"} 1")
                .contains(
                        "boxoffice_claim_time_seconds_bucket{le=\"0.02\"} 1",
                        "boxoffice_claim_time_seconds_bucket{le=\"0.05\"} 2")
                .endsWith(
                        "boxoffice_claim_time_seconds_bucket{le=\"10.0\"} 2",
                        "boxoffice_claim_time_seconds_bucket{le=\"+Inf\"} 3");
    }

    @Test
    void sortsBatchSizesIntoPowersOfTwo() {
        Meters meters = new Meters(text.registry());
        IntStream.of(1, 3, 512, 2_000).forEach(meters.summary(Catalogue.BATCH_SIZE)::record);

        assertThat(text.render().lines())
                .contains(
                        "boxoffice_batch_size_bucket{le=\"1.0\"} 1",
                        "boxoffice_batch_size_bucket{le=\"4.0\"} 2",
                        "boxoffice_batch_size_bucket{le=\"512.0\"} 3",
                        "boxoffice_batch_size_bucket{le=\"1024.0\"} 3",
                        "boxoffice_batch_size_bucket{le=\"+Inf\"} 4",
                        "boxoffice_batch_size_max 2000.0");
    }

    @Test
    void keepsBucketsToItselfSinceElsewhereEachIsASeriesToPayFor() {
        SimpleMeterRegistry beside = new SimpleMeterRegistry();
        CompositeMeterRegistry both = new CompositeMeterRegistry();
        both.add(text.registry());
        both.add(beside);

        new Meters(both).timer(Catalogue.CLAIM_TIME).record(Duration.ofMillis(3));

        assertThat(text.render()).contains("boxoffice_claim_time_seconds_bucket{le=\"0.005\"} 1\n");
        assertThat(beside.get("boxoffice.claim.time").timer().takeSnapshot().histogramCounts())
                .isEmpty();
        assertThat(beside.getMeters()).noneMatch(meter -> meter.getId().getTag("le") != null);
    }
}
