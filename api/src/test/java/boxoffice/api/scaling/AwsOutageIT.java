package boxoffice.api.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.metering.ScalingMeters;
import boxoffice.api.testing.FaultyAws;
import boxoffice.api.testing.FaultyAws.Mood;
import boxoffice.api.testing.Poll;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.scaling.aws.AwsCapacities;
import boxoffice.scaling.aws.LocalAws;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.reconcile.ScheduledCapacity.RegisteredChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ten minutes without AWS, minute by minute on a clock that the test moves, through the real SDK. What operators do
 * meanwhile is on AWS afterwards, each action once.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "boxoffice.test.aws", matches = "local", disabledReason = "needs a local AWS: -Paws")
final class AwsOutageIT {

    /** Where the SDK looks before it looks into the environment. */
    private static final String ENDPOINT = "aws.endpointUrl";

    private static final Duration LOOK_MAX = Duration.ofSeconds(30);
    private static final int MINUTES = 10;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant first = start.plus(Duration.ofDays(20));
    private final Instant second = start.plus(Duration.ofDays(22));
    private volatile Instant now = start;
    private volatile List<Instant> openings = List.of(first);

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private LocalAws aws;
    private FaultyAws between;
    private AwsCapacities capacities;
    private AwsPlan plan;
    private PlanKeeper keeper;

    @BeforeEach
    void start() {
        aws = new LocalAws();
        capacities = AwsCapacities.open(aws.names());
        between = new FaultyAws(URI.create(Objects.requireNonNull(System.getenv("AWS_ENDPOINT_URL"))));
        String none = System.setProperty(ENDPOINT, between.address().toString());
        assertThat(none).isNull();
        plan = new AwsPlan(vertx, aws.names(), clock);
        keeper = PlanKeeper.on(
                vertx,
                () -> Future.succeededFuture(openings),
                plan::reconcile,
                new ScalingMeters(new Meters(registry)));
    }

    @AfterEach
    void stop() {
        String set = System.clearProperty(ENDPOINT);
        assertThat(set).isNotNull();
        Object planClosed =
                plan.close().toCompletionStage().toCompletableFuture().join();
        Object vertxClosed =
                vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThat(planClosed).isNull();
        assertThat(vertxClosed).isNull();
        between.close();
        capacities.close();
        aws.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"DENYING", "THROTTLING", "GONE"})
    void afterTenMinutesEverythingIsMadeUpForOnce(Mood mood) {
        look();
        assertThat(keeper.state().sound()).isTrue();
        assertThat(keeper.state().done()).hasSize(4);

        between.becomes(mood);
        for (int minute = 1; minute <= MINUTES; minute++) {
            if (minute == 3) {
                openings = List.of(first, second);
            } else if (minute == 6) {
                openings = List.of(first.plus(Duration.ofHours(5)), second);
            }
            look();
            assertThat(keeper.state().sound()).isFalse();
            assertThat(keeper.state().troubles()).hasSize(2);
        }
        assertThat(runs("troubled")).isEqualTo(MINUTES);

        between.becomes(Mood.HELPFUL);
        look();

        assertThat(keeper.state().troubles()).isEmpty();
        assertThat(keeper.state().sound()).isTrue();
        assertThat(keeper.state().done())
                .as("two removed, four registered; of each")
                .hasSize(12);
        for (ScheduledCapacity capacity : List.of(capacities.instances(), capacities.readers())) {
            Duration lead = Duration.ofMinutes(capacity.name().equals("readers") ? 30 : 10);
            assertThat(capacity.read().changes())
                    .extracting(RegisteredChange::at)
                    .containsExactlyInAnyOrder(
                            first.plus(Duration.ofHours(5)).minus(lead),
                            first.plus(Duration.ofHours(5)).plus(Duration.ofMinutes(30)),
                            second.minus(lead),
                            second.plus(Duration.ofMinutes(30)));
        }
        look();
        assertThat(keeper.state().done()).as("nothing is left to do").isEmpty();
        assertThat(between.done()).hasSize(4 + 12);
        assertThat(runs("sound")).isEqualTo(3);
    }

    /** A minute later. */
    private void look() {
        now = now.plus(Duration.ofMinutes(1));
        double before = runs("sound") + runs("troubled");
        keeper.changed();
        Poll.until("looked", LOOK_MAX, () -> runs("sound") + runs("troubled") > before);
    }

    private double runs(String result) {
        return registry.get(Catalogue.SCALING_RUNS.name())
                .tag("result", result)
                .counter()
                .count();
    }
}
