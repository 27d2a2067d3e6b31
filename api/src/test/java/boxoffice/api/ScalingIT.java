package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.FaultyAws;
import boxoffice.api.testing.FaultyAws.Mood;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.scaling.aws.AwsCapacities;
import boxoffice.scaling.aws.LocalAws;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.reconcile.ScheduledCapacity.RegisteredChange;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service and the local AWS together: its scheduled actions follow what operators do. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "boxoffice.test.aws", matches = "local", disabledReason = "needs a local AWS: -Paws")
final class ScalingIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(90);
    private static final Duration TROUBLE_SOON = Duration.ofSeconds(20);

    private static final AtomicInteger TESTS = new AtomicInteger();

    /** Far from those of the other tests: near ones share what is registered. */
    private final Instant opensAt = Instant.now()
            .plus(Duration.ofDays(20 + 4L * TESTS.getAndIncrement()))
            .truncatedTo(ChronoUnit.SECONDS);

    private LocalAws aws;
    private FaultyAws between;
    private AwsCapacities capacities;
    private ServiceProcess service;
    private Api operator;
    private long warnedBefore;

    @BeforeEach
    void start() {
        aws = new LocalAws();
        capacities = AwsCapacities.open(aws.names());
        between = new FaultyAws(URI.create(Objects.requireNonNull(System.getenv("AWS_ENDPOINT_URL"))));
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_SCALING_GROUP", aws.names().group());
        settings.put("BOXOFFICE_SCALING_CLUSTER", aws.names().cluster());
        settings.put("AWS_ENDPOINT_URL", between.address().toString());
        service = ServiceProcess.start(settings);
        operator = Api.at(service.address()).as("operator", "admin");
        Poll.until("looked at AWS once, and well", FIRST_LOOK, () -> state().getBoolean("sound"));
        warnedBefore = warnings();
    }

    @AfterEach
    void stop() {
        service.close();
        between.close();
        capacities.close();
        aws.close();
    }

    @Test
    void theActionsFollowAnOpeningThatIsCreatedMovedAndDeletedWithinFiveSeconds() {
        String id = create(opensAt);
        Poll.until("created", SOON, () -> isScheduledFor(opensAt));

        Instant later = opensAt.plus(Duration.ofHours(2));
        assertThat(operator.put("/api/admin/openings/" + id, body(later)).status())
                .isEqualTo(200);
        Poll.until("moved", SOON, () -> isScheduledFor(later) && !isScheduledFor(opensAt));

        assertThat(operator.delete("/api/admin/openings/" + id).status()).isEqualTo(204);
        Poll.until("deleted", SOON, () -> !isScheduledFor(later));
        Poll.until("told", SOON, () -> state().getBoolean("sound"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"DENYING", "THROTTLING", "GONE"})
    void claimsGoOnWhileAwsDoesNotAndTheOperatorIsToldAndItHeals(Mood mood) {
        String planned = create(opensAt.plus(Duration.ofDays(1)));
        Poll.until("registered", SOON, () -> isScheduledFor(opensAt.plus(Duration.ofDays(1))));
        between.becomes(mood);
        String id = create(opensAt);
        JsonObject open = operator.open(Map.of("Screen 1", 3));
        assertThat(Api.at(service.address())
                        .as("member")
                        .claim(open.getString("id"))
                        .status())
                .isEqualTo(201);
        Poll.until("told", TROUBLE_SOON, () -> !state().getJsonArray("troubles").isEmpty());
        assertThat(state().getBoolean("sound")).isFalse();
        assertThat(isScheduledFor(opensAt)).isFalse();
        for (int look = 0; look < 3; look++) {
            String checked = state().getString("checkedAt");
            assertThat(operator.put("/api/admin/openings/" + id, body(opensAt)).status())
                    .isEqualTo(200);
            Poll.until("looked again", TROUBLE_SOON, () -> !state().getString("checkedAt")
                    .equals(checked));
        }
        assertThat(warnings() - warnedBefore).as("told once in the log").isEqualTo(1);
        assertThat(troubledRuns()).isGreaterThanOrEqualTo(4);
        assertThatPreflightTellsOfIt(planned);

        between.becomes(Mood.HELPFUL);
        assertThat(operator.put("/api/admin/openings/" + id, body(opensAt)).status())
                .isEqualTo(200);

        Poll.until("healed", TROUBLE_SOON, () -> isScheduledFor(opensAt) && state().getBoolean("sound"));
        assertThat(service.output()).contains("scaling plan: AWS is as it must be again");
        assertThat(between.done()).as("nothing is done twice").doesNotHaveDuplicates();
    }

    @Test
    void preflightSeesWhatTheServiceHasRegistered() {
        String id = create(opensAt);
        Poll.until("created", SOON, () -> isScheduledFor(opensAt));

        Poll.until(
                "looked at in full", TROUBLE_SOON, () -> !preflight(id).encode().contains("was not looked at"));
        JsonObject report = preflight(id);
        assertThat(statuses(report))
                .containsEntry("instances are scheduled", "ok")
                .containsEntry("readers are scheduled", "ok")
                .containsEntry("readers are available", "ok")
                .containsEntry("the writer is as it should be", "ok")
                .containsEntry("connections are enough", "ok")
                .containsEntry("alarms tell somebody", "notOk")
                .containsEntry("metrics arrive", "notOk");
        assertThat(report.getBoolean("go")).isFalse();

        assertThat(preflight(id).getString("checkedAt")).isEqualTo(report.getString("checkedAt"));
    }

    /** Whatever AWS does: in time, and as findings that name it. */
    private void assertThatPreflightTellsOfIt(String opening) {
        long start = System.nanoTime();
        Reply told = operator.get("/api/admin/openings/" + opening + "/preflight");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(told.status()).as("%s", told).isEqualTo(200);
        assertThat(told.json().getBoolean("go")).isFalse();
        assertThat(statuses(told.json()))
                .containsEntry("instances are scheduled", "notOk")
                .containsEntry("clocks agree", "ok");
    }

    private static Map<String, String> statuses(JsonObject report) {
        return report.getJsonArray("findings").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(
                        finding -> finding.getString("check"), finding -> finding.getString("status")));
    }

    private JsonObject preflight(String opening) {
        return operator.get("/api/admin/openings/" + opening + "/preflight").json();
    }

    private double troubledRuns() {
        String name = "boxoffice_scaling_runs_total{result=\"troubled\"} ";
        return Api.at(service.management())
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private long warnings() {
        return service.output()
                .lines()
                .filter(line -> line.contains("WARN") && line.contains("scaling plan:"))
                .count();
    }

    private String create(Instant at) {
        Reply created = operator.post("/api/admin/openings", body(at));
        assertThat(created.status()).isEqualTo(201);
        return created.json().getString("id");
    }

    private static JsonObject body(Instant at) {
        return Api.opening(Map.of("Screen 1", 5), at, at.plus(Duration.ofHours(1)));
    }

    private JsonObject state() {
        return operator.get("/api/admin/scaling").json();
    }

    private boolean isScheduledFor(Instant at) {
        return has(capacities.instances(), at.minus(Duration.ofMinutes(10)))
                && has(capacities.instances(), at.plus(Duration.ofMinutes(30)))
                && has(capacities.readers(), at.minus(Duration.ofMinutes(30)))
                && has(capacities.readers(), at.plus(Duration.ofMinutes(30)));
    }

    private static boolean has(ScheduledCapacity capacity, Instant at) {
        return capacity.read().changes().stream().map(RegisteredChange::at).anyMatch(at::equals);
    }
}
