package boxoffice.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void startsEverySeriesWithKnownTagValuesAtZero() {
        int expected = Catalogue.all().stream()
                .mapToInt(definition -> definition.tags().stream()
                        .mapToInt(tag -> tag.values().size())
                        .reduce(1, (a, b) -> a * b))
                .sum();

        assertThat(registry.getMeters()).hasSize(expected);
        assertThat(registry.getMeters()).allSatisfy(meter -> assertThat(meter.measure())
                .extracting(Measurement::getValue)
                .containsOnly(0.0));
        assertThat(registry.find("boxoffice.claims").tag("outcome", "sold_out").counter())
                .isNotNull();
        assertThat(registry.find("boxoffice.pool.waiting").tag("pool", "reader").gauge())
                .isNotNull();
    }

    @Test
    void countsUnderTheTagValuesThatWereAskedFor() {
        meters.counter(Catalogue.HTTP_REQUESTS, "claimTicket", "201").increment(3);

        assertThat(registry.get("boxoffice.http.requests")
                        .tags("operation", "claimTicket", "status", "201")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void timesInTheUnitOfTheRegistry() {
        meters.timer(Catalogue.BATCH_TIME).record(Duration.ofMillis(250));

        assertThat(registry.get("boxoffice.batch.time").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(250);
    }

    @Test
    void handsOutTheSameMeterWhenAskedAgain() {
        assertThat(meters.counter(Catalogue.CLAIMS, "granted")).isSameAs(meters.counter(Catalogue.CLAIMS, "granted"));
        assertThat(meters.timer(Catalogue.CLAIM_TIME)).isSameAs(meters.timer(Catalogue.CLAIM_TIME));
        assertThat(meters.summary(Catalogue.BATCH_SIZE)).isSameAs(meters.summary(Catalogue.BATCH_SIZE));
    }

    @Test
    void describesMetersInTheWordsOfTheCatalogue() {
        Meter.Id age = registry.get("boxoffice.claim.queue.age").gauge().getId();

        assertThat(age.getDescription()).isEqualTo(Catalogue.CLAIM_QUEUE_AGE.meaning());
        assertThat(age.getBaseUnit()).isEqualTo("seconds");
    }

    @Test
    void refusesAWrongNumberOfTagValues() {
        assertThatThrownBy(() -> meters.counter(Catalogue.CLAIMS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The counter boxoffice.claims takes 1 tag values [outcome], not 0: []");
        assertThatThrownBy(() -> meters.timer(Catalogue.CLAIM_TIME, "granted"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.summary(Catalogue.BATCH_SIZE, "writer"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.gauge(Catalogue.POOL_IN_USE, () -> 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesATagValueTheCatalogueDoesNotKnow() {
        assertThatThrownBy(() -> meters.counter(Catalogue.TOKEN_VERIFICATIONS, "chached"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The counter boxoffice.token.verifications has no result 'chached';"
                        + " it has [cached, verified, refused]");
    }

    @Test
    void refusesABlankTagValueBecauseCloudWatchWouldDropTheDimension() {
        assertThatThrownBy(() -> meters.timer(Catalogue.HTTP_REQUEST_TIME, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gaugesReportTheirSourceWheneverSomebodyLooks() {
        AtomicLong waiting = new AtomicLong(3);
        meters.gauge(Catalogue.POOL_WAITING, waiting::get, "writer");
        Gauge gauge =
                registry.get("boxoffice.pool.waiting").tag("pool", "writer").gauge();

        assertThat(gauge.value()).isEqualTo(3);
        waiting.set(7);
        assertThat(gauge.value()).isEqualTo(7);
    }

    @Test
    void gaugesKeepTheirSourceAlsoWhenNobodyElseDoes() {
        MeterRegistry held = registryWhoseMetersAndSourceNobodyHolds();

        awaitGarbageCollection();

        assertThat(held.get("boxoffice.claim.queue.depth").gauge().value()).isEqualTo(42);
    }

    @Test
    void gaugesReportNotANumberAsZero() {
        meters.gauge(Catalogue.CLAIM_QUEUE_AGE, () -> Double.NaN);

        assertThat(registry.get("boxoffice.claim.queue.age").gauge().value()).isZero();
    }

    @Test
    void refusesASecondSourceForAGauge() {
        meters.gauge(Catalogue.HTTP_CONNECTIONS, () -> 1);

        assertThatThrownBy(() -> meters.gauge(Catalogue.HTTP_CONNECTIONS, () -> 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The gauge boxoffice.http.connections [] has a source already");
        assertThat(registry.get("boxoffice.http.connections").gauge().value()).isEqualTo(1);
    }

    @Test
    void refusesARegistryThatHasTheCatalogueAlready() {
        assertThatThrownBy(() -> new Meters(registry)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reachesEveryRegistryOfAComposite() {
        MeterRegistry one = new SimpleMeterRegistry();
        MeterRegistry other = new SimpleMeterRegistry();
        CompositeMeterRegistry both = new CompositeMeterRegistry();
        both.add(one);
        both.add(other);

        Meters throughBoth = new Meters(both);
        throughBoth.counter(Catalogue.TICKETS_RETURNED).increment();
        throughBoth.gauge(Catalogue.HTTP_IN_FLIGHT, () -> 5);

        for (MeterRegistry each : new MeterRegistry[] {one, other}) {
            assertThat(each.get("boxoffice.tickets.returned").counter().count()).isEqualTo(1);
            assertThat(each.get("boxoffice.http.in.flight").gauge().value()).isEqualTo(5);
        }
    }

    private static MeterRegistry registryWhoseMetersAndSourceNobodyHolds() {
        MeterRegistry registry = new SimpleMeterRegistry();
        AtomicLong depth = new AtomicLong(42);
        new Meters(registry).gauge(Catalogue.CLAIM_QUEUE_DEPTH, depth::get);
        return registry;
    }

    private static void awaitGarbageCollection() {
        WeakReference<Object> witness = new WeakReference<>(new Object());
        for (int i = 0; i < 100 && witness.get() != null; i++) {
            System.gc();
        }
        assertThat(witness.get()).as("the collector ran").isNull();
    }
}
