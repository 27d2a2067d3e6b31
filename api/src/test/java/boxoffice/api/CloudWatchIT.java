package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.rush.Click;
import boxoffice.api.rush.Rush;
import boxoffice.api.rush.Rush.Member;
import boxoffice.api.rush.Told;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.LocalAws;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.metrics.cloudwatch.Series;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a rush counts is what CloudWatch shows: the service with the real SDK, against a local AWS. Profile aws. */
@EnabledIfSystemProperty(named = "boxoffice.test.aws", matches = "local")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class CloudWatchIT {

    private static final int MEMBERS = 2_000;
    private static final int TICKETS = 500;
    private static final String GROUP = "boxoffice-asg";

    private final String namespace = "Boxoffice-" + UUID.randomUUID();

    @Test
    void cloudWatchShowsTheListAndTheCountsOfTheRush() {
        LocalAws aws = LocalAws.required();
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.putAll(cloudWatchAt(aws.endpoint().toString()));
        List<Told> told;
        try (ServiceProcess service = ServiceProcess.startForACrowd(settings)) {
            Poll.until("a first step has arrived", Duration.ofSeconds(130), () -> !aws.series(namespace)
                    .isEmpty());
            int before = service.output().length();
            told = rush(service);
            service.terminate();
            assertThat(service.awaitEnd(Duration.ofSeconds(40))).isEqualTo(143);
            assertThat(service.output().substring(before)).doesNotContain("CloudWatch does not take");
        }

        assertThat(aws.series(namespace))
                .containsOnlyKeys(Series.all().stream().map(Series::name).toList());
        assertThat(aws.series(namespace).values()).allSatisfy(dimensions -> assertThat(dimensions)
                .isEqualTo(JsonArray.of(
                        new JsonObject().put("Name", "AutoScalingGroupName").put("Value", GROUP))));
        assertThat(sum(aws, Series.CLAIMS_GRANTED)).isEqualTo(answered(told, 201) + " Count");
        assertThat(sum(aws, Series.CLAIMS_ALREADY_HELD)).isEqualTo(answered(told, 200) + " Count");
        assertThat(sum(aws, Series.CLAIMS_SOLD_OUT)).isEqualTo(answered(told, 409) + " Count");
        assertThat(sum(aws, Series.CLAIM_TIME_COUNT)).isEqualTo(told.size() + " Count");
        assertThat(sum(aws, Series.HTTP_FAILURES)).isEqualTo("0 Count");
        assertThat(sum(aws, Series.EVENT_LOOP_UTILISATION)).endsWith(" Percent");
        assertThat(sum(aws, Series.READER_BUSY_CONNECTIONS)).endsWith(" Count");
        assertThat(sum(aws, Series.OPENING_WINDOW)).endsWith(" Count");
        assertThat(sum(aws, Series.CLAIM_QUEUE_AGE)).endsWith(" Seconds");
        assertThat(sum(aws, Series.CLAIM_TIME_MAX)).endsWith(" Milliseconds");
    }

    @Test
    void aServiceWhoseCloudWatchCannotBeReachedAnswersAndSaysSoOnce() {
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.putAll(
                cloudWatchAt("http://127.0.0.1:" + ServiceProcess.freePorts().get(0)));
        try (ServiceProcess service = ServiceProcess.startForACrowd(settings)) {
            List<Told> told = rush(service);

            assertThat(answered(told, 201)).isEqualTo(TICKETS);
            service.terminate();
            assertThat(service.awaitEnd(Duration.ofSeconds(40))).isEqualTo(143);
            assertThat(service.output().lines().filter(line -> line.contains("CloudWatch does not take")))
                    .hasSize(1);
        }
    }

    private Map<String, String> cloudWatchAt(String endpoint) {
        return Map.of(
                "BOXOFFICE_CLOUDWATCH", "on",
                "BOXOFFICE_CLOUDWATCH_NAMESPACE", namespace,
                "BOXOFFICE_CLOUDWATCH_GROUP", GROUP,
                "BOXOFFICE_CLOUDWATCH_ENDPOINT", endpoint);
    }

    private static List<Told> rush(ServiceProcess service) {
        JsonObject opening = Api.at(service.address()).as("operator", "admin").open(Map.of("Screen 1", TICKETS));
        List<Click> clicks = new ArrayList<>();
        for (Member member : Rush.members("cloudwatch", MEMBERS)) {
            clicks.add(member.click(clicks.size(), service, opening.getString("id"), ""));
            if (clicks.size() % 10 == 0) {
                clicks.add(member.click(clicks.size(), service, opening.getString("id"), ""));
            }
        }
        List<Told> told = Rush.run(clicks);
        assertThat(told).hasSameSizeAs(clicks).allSatisfy(answer -> assertThat(answer.status())
                .isIn(200, 201, 409));
        return told;
    }

    private String sum(LocalAws aws, Series series) {
        return aws.sum(namespace, series.name(), GROUP);
    }

    private static long answered(List<Told> told, int status) {
        return told.stream().filter(answer -> answer.status() == status).count();
    }
}
