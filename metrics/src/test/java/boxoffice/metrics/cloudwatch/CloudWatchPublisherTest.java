package boxoffice.metrics.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.JvmMeters;
import boxoffice.metrics.Meters;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

class CloudWatchPublisherTest {

    private static final Instant END = Instant.parse("2026-12-01T20:00:10Z");

    private final FakeCloudWatch cloudWatch = new FakeCloudWatch();
    private final List<Window> windows = new ArrayList<>();
    private final SimpleMeterRegistry beside = new SimpleMeterRegistry();
    private final CompositeMeterRegistry both = new CompositeMeterRegistry();
    private final CloudWatchPublisher publisher = new CloudWatchPublisher(
            () -> cloudWatch, "Boxoffice", () -> windows, Clock.fixed(END.plusSeconds(5), ZoneOffset.UTC));
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private Meters meters;

    @BeforeEach
    void start() {
        both.add(beside);
        both.add(publisher.registry());
        meters = new Meters(both);
        JvmMeters.boundTo(both).close();
        publisher.start(meters);
        told.start();
        logger().addAppender(told);
    }

    @AfterEach
    void stop() {
        cloudWatch.failure = null;
        publisher.close();
        logger().detachAppender(told);
    }

    @Test
    void sendsTheListAndNothingElseEachWithOneDimension() {
        everythingHappens();

        publisher.send(END);

        assertThat(cloudWatch.requests).hasSize(1);
        assertThat(cloudWatch.requests.get(0).namespace()).isEqualTo("Boxoffice");
        assertThat(cloudWatch.last())
                .extracting(MetricDatum::metricName)
                .containsExactlyInAnyOrderElementsOf(
                        Series.all().stream().map(Series::name).toList());
        assertThat(cloudWatch.last()).allSatisfy(datum -> assertThat(datum.dimensions())
                .containsExactly(Dimension.builder()
                        .name("AutoScalingGroupName")
                        .value("boxoffice-asg")
                        .build()));
        assertThat(cloudWatch.last()).allSatisfy(datum -> assertThat(datum.unitAsString())
                .isEqualTo(Series.all().stream()
                        .filter(series -> series.name().equals(datum.metricName()))
                        .findFirst()
                        .orElseThrow()
                        .unit()));
    }

    @Test
    void reportsZeroRatherThanNothingBeforeAnythingHappened() {
        publisher.send(END);

        assertThat(cloudWatch.last())
                .filteredOn(datum -> !datum.metricName().endsWith("Max"))
                .hasSize((int) Series.all().stream()
                        .filter(series -> series.statistic() != Statistic.MAX)
                        .count())
                .allSatisfy(datum -> assertThat(datum.value()).isZero());
        assertThat(cloudWatch.lastOf(Series.EVENT_LOOP_UTILISATION)).isPresent();
        assertThat(cloudWatch.lastOf(Series.READER_BUSY_CONNECTIONS)).isPresent();
    }

    @Test
    void sendsWhatWasCountedInTheStepHoweverLongItWas() {
        meters.counter(Catalogue.CLAIMS, "granted").increment(3);
        publisher.send(END);
        meters.counter(Catalogue.CLAIMS, "granted").increment(4);
        publisher.send(END.plusSeconds(60));
        publisher.send(END.plusSeconds(70));

        assertThat(cloudWatch.requests)
                .extracting(request -> request.metricData().stream()
                        .filter(datum -> datum.metricName().equals("ClaimsGranted"))
                        .findFirst()
                        .orElseThrow()
                        .value())
                .containsExactly(3.0, 4.0, 0.0);
    }

    @Test
    void sendsTheLargestOfTheStepAndForgetsIt() {
        meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofMillis(250));
        meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofMillis(50));
        publisher.send(END);
        assertThat(cloudWatch.lastOf(Series.CLAIM_TIME_MAX).orElseThrow().value())
                .isEqualTo(250);
        assertThat(cloudWatch.lastOf(Series.CLAIM_TIME_SUM).orElseThrow().value())
                .isEqualTo(300);

        meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofMillis(7));
        publisher.send(END.plusSeconds(10));
        assertThat(cloudWatch.lastOf(Series.CLAIM_TIME_MAX).orElseThrow().value())
                .isEqualTo(7);

        publisher.send(END.plusSeconds(20));
        assertThat(cloudWatch.lastOf(Series.CLAIM_TIME_MAX)).isEmpty();
    }

    @Test
    void addsUpMetersThatAreOneSeries() {
        meters.counter(Catalogue.POOL_ACQUIRE_FAILURES, "writer").increment(2);
        meters.counter(Catalogue.POOL_ACQUIRE_FAILURES, "reader").increment(3);
        meters.timer(Catalogue.HTTP_REQUEST_TIME, "claimTicket").record(Duration.ofMillis(1));
        meters.timer(Catalogue.HTTP_REQUEST_TIME, "listOpenings").record(Duration.ofMillis(1));

        publisher.send(END);

        assertThat(cloudWatch.lastOf(Series.CONNECTIONS_REFUSED).orElseThrow().value())
                .isEqualTo(5);
        assertThat(cloudWatch.lastOf(Series.HTTP_REQUESTS).orElseThrow().value())
                .isEqualTo(2);
    }

    @Test
    void isFineInAWindowOnlyAndOnlyForWhatTheListSays() {
        publisher.send(END);
        assertThat(cloudWatch.last())
                .allSatisfy(datum -> assertThat(datum.storageResolution()).isEqualTo(60));

        windows.add(new Window(END.minusSeconds(60), END.plusSeconds(60)));
        publisher.send(END);
        assertThat(cloudWatch
                        .lastOf(Series.EVENT_LOOP_UTILISATION)
                        .orElseThrow()
                        .storageResolution())
                .isEqualTo(1);
        assertThat(cloudWatch.lastOf(Series.OPENINGS_AGE).orElseThrow().storageResolution())
                .isEqualTo(60);
    }

    @Test
    void putsAStepIntoTheMinuteInWhichItHappened() {
        publisher.send(Instant.parse("2026-12-01T20:01:00Z"));

        assertThat(cloudWatch.last())
                .allSatisfy(datum -> assertThat(datum.timestamp()).isEqualTo("2026-12-01T20:00:59.999Z"));
    }

    @Test
    void sendsTheLastStepWhenItIsClosed() {
        publisher.send(END);
        meters.counter(Catalogue.CLAIMS, "granted").increment(5);

        publisher.close();

        assertThat(cloudWatch.total(Series.CLAIMS_GRANTED)).isEqualTo(5);
        assertThat(cloudWatch.isClosed).isTrue();
    }

    @Test
    void tellsOnceThatCloudWatchRefusesAndOnceThatItIsWellAgain() {
        cloudWatch.failure = CloudWatchException.builder()
                .message("AccessDenied")
                .statusCode(403)
                .build();
        publisher.send(END);
        publisher.send(END.plusSeconds(10));
        cloudWatch.failure = SdkClientException.create("unreachable");
        publisher.send(END.plusSeconds(20));
        assertThat(publisher.trouble()).isPresent();

        cloudWatch.failure = null;
        publisher.send(END.plusSeconds(30));
        publisher.send(END.plusSeconds(40));

        assertThat(publisher.trouble()).isEmpty();
        assertThat(told.list).extracting(event -> event.getLevel().toString()).containsExactly("WARN", "INFO");
        assertThat(told.list.get(0).getFormattedMessage()).contains("AccessDenied");
        assertThat(publications("lost")).isEqualTo(3);
        assertThat(publications("accepted")).isEqualTo(2);
    }

    @Test
    void losesTheStepThatCouldNotBeSentAndKeepsNothing() {
        cloudWatch.failure = SdkClientException.create("unreachable");
        meters.counter(Catalogue.CLAIMS, "granted").increment(5);
        publisher.send(END);

        cloudWatch.failure = null;
        publisher.send(END.plusSeconds(10));

        assertThat(cloudWatch.total(Series.CLAIMS_GRANTED)).isZero();
        assertThat(beside.get("boxoffice.claims")
                        .tag("outcome", "granted")
                        .counter()
                        .count())
                .isEqualTo(5);
    }

    @Test
    void goesOnWhereTheWindowsAreUnknown() {
        CloudWatchPublisher blind = new CloudWatchPublisher(
                () -> cloudWatch,
                "Boxoffice",
                () -> {
                    throw new IllegalStateException("no board");
                },
                Clock.systemUTC());
        blind.send(END);
        blind.close();

        assertThat(cloudWatch.requests).hasSize(2);
    }

    @Test
    void looksForTheGroupAgainWhereItWasNotFound() {
        List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException("no metadata")));
        CloudWatchPublisher late = new CloudWatchPublisher(
                () -> {
                    if (!failures.isEmpty()) {
                        throw failures.remove(0);
                    }
                    return cloudWatch;
                },
                "Boxoffice",
                List::of,
                Clock.systemUTC());
        late.send(END);
        assertThat(late.trouble()).isPresent();
        late.send(END);

        assertThat(late.trouble()).isEmpty();
        late.close();
    }

    private void everythingHappens() {
        meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofMillis(3));
        meters.timer(Catalogue.BATCH_TIME).record(Duration.ofMillis(3));
        meters.summary(Catalogue.BATCH_SIZE).record(3);
        meters.timer(Catalogue.HTTP_REQUEST_TIME, "claimTicket").record(Duration.ofMillis(3));
        for (String status : List.of("201", "409", "500", "503")) {
            meters.counter(Catalogue.HTTP_REQUESTS, "claimTicket", status).increment();
        }
    }

    private double publications(String result) {
        return beside.get("boxoffice.cloudwatch.publications")
                .tag("result", result)
                .counter()
                .count();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(CloudWatchPublisher.class);
    }
}
