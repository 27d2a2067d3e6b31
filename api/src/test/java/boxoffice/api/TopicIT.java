package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.LocalAws;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A topic of SNS is told of openings, once each, however many instances there are. Read back with the AWS CLI. */
@EnabledIfSystemProperty(named = "boxoffice.test.aws", matches = "local")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class TopicIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void eachNoticeIsOneMessageOfTheTopic() throws Exception {
        TestDatabase.shared().writerSql().run("DELETE FROM notice");
        LocalAws.Topic topic = LocalAws.required().topic("openings-" + UUID.randomUUID());
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_SNS_TOPIC", topic.arn());
        try (ServiceProcess first = ServiceProcess.start(settings);
                ServiceProcess second = ServiceProcess.start(settings)) {
            assertThat(second.output()).isNotEmpty();
            Api operator = Api.at(first.address()).as("operator", "admin");
            Instant opensAt = Instant.now().plusSeconds(3_600);
            JsonObject body = Api.opening(Map.of("a", 5), opensAt, opensAt.plusSeconds(60))
                    .put("movie", "The Last Laugh");
            String id = operator.post("/api/admin/openings", body).json().getString("id");
            Map<String, JsonObject> told = new LinkedHashMap<>(); // what is told again has the same notice
            Poll.until("the announcement", SOON, () -> {
                topic.messages().forEach(message -> told.putIfAbsent(message.getString("notice"), message));
                return !told.isEmpty();
            });
            assertThat(operator.delete("/api/admin/openings/" + id).status()).isEqualTo(204);
            Poll.until("the end", SOON, () -> {
                topic.messages().forEach(message -> told.putIfAbsent(message.getString("notice"), message));
                return told.size() > 1;
            });
            assertThat(told.values())
                    .extracting(message -> message.getString("kind"))
                    .containsExactly("announcement", "cancelled");
            assertThat(told.values()).allSatisfy(message -> {
                assertThat(message.getString("openingId")).isEqualTo(id);
                assertThat(message.getString("movie")).isEqualTo("The Last Laugh");
                assertThat(message.getInteger("tickets")).isEqualTo(5);
            });
        }
    }
}
