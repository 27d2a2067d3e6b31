package boxoffice.metrics.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.metrics.Meters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void listsEveryConstantAndNothingElse() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (var field : Series.class.getFields()) {
            if (field.getType() == Series.class) {
                constants.add(field.get(null));
            }
        }

        assertThat(Series.all())
                .hasSameElementsAs(constants.stream().map(Series.class::cast).toList());
        assertThat(Series.all()).doesNotHaveDuplicates();
    }

    @Test
    void haveNamesOfTheirOwnInTheMannerOfAws() {
        assertThat(Series.all())
                .extracting(Series::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("([A-Z][a-z]+)+"));
        assertThat(Series.all()).extracting(Series::datumName).doesNotHaveDuplicates();
    }

    @Test
    void haveUnitsThatCloudWatchKnows() {
        assertThat(Series.EVENT_LOOP_UTILISATION.unit()).isEqualTo("Percent");
        assertThat(Series.CLAIMS_GRANTED.unit()).isEqualTo("Count");
        assertThat(Series.CLAIM_TIME_COUNT.unit()).isEqualTo("Count");
        assertThat(Series.CLAIM_TIME_MAX.unit()).isEqualTo("Milliseconds");
        assertThat(Series.CLAIM_QUEUE_AGE.unit()).isEqualTo("Seconds");
        assertThat(Series.BATCH_SIZE_MAX.unit()).isEqualTo("Count");
        assertThat(Series.READER_BUSY_CONNECTIONS.unit()).isEqualTo("Count");
    }

    @Test
    void takeInEveryOutcomeOfAClaimExactlyOnce() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters unused = new Meters(registry);

        assertThat(registry.get("boxoffice.claims").counters())
                .extracting(counter -> counter.getId())
                .allSatisfy(id -> assertThat(takers(id)).hasSize(1));
    }

    @Test
    void countAFailureOfOursApartFromBeingBusy() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = new Meters(registry);
        for (String status : List.of("201", "409", "500", "502", "503")) {
            meters.counter(boxoffice.metrics.Catalogue.HTTP_REQUESTS, "claimTicket", status)
                    .increment();
        }

        assertThat(registry.get("boxoffice.http.requests").counters())
                .allSatisfy(counter -> assertThat(takers(counter.getId()))
                        .isEqualTo(
                                switch (counter.getId().getTag("status")) {
                                    case "500", "502" -> List.of(Series.HTTP_FAILURES);
                                    case "503" -> List.of(Series.HTTP_BUSY);
                                    default -> List.of();
                                }));
    }

    private static List<Series> takers(Meter.Id id) {
        return Series.all().stream().filter(series -> series.takes(id)).toList();
    }
}
