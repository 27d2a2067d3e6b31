package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.EventListener;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an opening went, as several instances saw it, one of which is killed. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class ReportIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void whatTwoInstancesCountedIsAddedAndOutlivesBoth() {
        JsonObject opening;
        String id;
        try (ServiceProcess first = ServiceProcess.start(ServiceProcess.testDatabase());
                ServiceProcess second = ServiceProcess.start(ServiceProcess.testDatabase())) {
            Api operator = Api.at(first.address()).as("operator", "admin");
            opening = operator.open(new TreeMap<>(Map.of("Screen 1", 6, "Screen 2", 4)));
            id = opening.getString("id");
            String opened = id;
            assertThat(Api.at(second.address())
                            .get("/api/openings/" + id + "/report")
                            .json()
                            .getString("type"))
                    .isEqualTo("/problems/not-over-yet");

            List<EventListener> pages = Stream.of(first, second, second)
                    .map(instance -> EventListener.to(instance.address(), opened))
                    .toList();
            Poll.until(
                    "all pages are counted",
                    SOON,
                    () -> report(operator, opened).getInteger("watching") == 3);
            pages.forEach(EventListener::close);
            Poll.until(
                    "and no longer when they are closed",
                    SOON,
                    () -> report(operator, opened).getInteger("watching") == 0);

            for (int member = 0; member < 14; member++) {
                Api at = Api.at((member % 2 == 0 ? first : second).address()).as("reported-" + member);
                String quota = opening.getJsonArray("quotas")
                        .getJsonObject(member < 6 ? 0 : 1)
                        .getString("id");
                assertThat(at.claim(id, quota).status()).isEqualTo(member < 10 ? 201 : 409);
            }
            Api holder = Api.at(second.address()).as("reported-1");
            String quota = opening.getJsonArray("quotas").getJsonObject(0).getString("id");
            Reply again = holder.claim(id, quota);
            assertThat(again.status()).isEqualTo(200);
            assertThat(holder.delete("/api/tickets/" + again.json().getString("id"))
                            .status())
                    .isEqualTo(204);
            assertThat(Api.at(first.address())
                            .as("door", "staff")
                            .post(
                                    "/api/admin/redemptions",
                                    new JsonObject()
                                            .put(
                                                    "code",
                                                    Api.at(first.address())
                                                            .as("reported-2")
                                                            .claim(id, quota)
                                                            .json()
                                                            .getString("code")))
                            .status())
                    .isEqualTo(200);
            Poll.until(
                    "both have written",
                    SOON,
                    () -> report(operator, id).getJsonObject("answers").getInteger("alreadyHeld") == 2);
            second.kill();
        }

        try (ServiceProcess restarted = ServiceProcess.start(ServiceProcess.testDatabase())) {
            JsonObject report = report(Api.at(restarted.address()).as("operator", "admin"), id);

            assertThat(report.getInteger("size")).isEqualTo(10);
            assertThat(report.getInteger("granted")).isEqualTo(10);
            assertThat(report.getInteger("issued")).isEqualTo(9);
            assertThat(report.getInteger("returned")).isEqualTo(1);
            assertThat(report.getInteger("redeemed")).isEqualTo(1);
            assertThat(report.getJsonObject("answers").getInteger("granted")).isEqualTo(10);
            assertThat(report.getJsonObject("answers").getInteger("soldOut")).isEqualTo(4);
            assertThat(report.getInteger("asked")).isEqualTo(16);
            assertThat(Instant.parse(report.getString("soldOutAt")))
                    .isBeforeOrEqualTo(Instant.now())
                    .isAfter(Instant.parse(opening.getString("opensAt")));
            assertThat(report.getDouble("secondsToSellOut")).isBetween(60.0, 180.0);
            assertThat(report.getJsonObject("busiestSecond").getInteger("granted"))
                    .isBetween(1, 10);
            JsonObject millis = report.getJsonObject("answerMillis");
            assertThat(millis.getDouble("p50")).isPositive().isLessThanOrEqualTo(millis.getDouble("p99"));

            JsonObject everybody = Api.at(restarted.address())
                    .get("/api/openings/" + id + "/report")
                    .json();
            assertThat(everybody.getInteger("asked")).isEqualTo(16);
            assertThat(everybody.encode()).doesNotContain("reported-");
            assertThat(everybody.fieldNames())
                    .doesNotContain("answers", "returned", "redeemed")
                    .contains("soldOutAt", "busiestSecond");
        }
    }

    private static JsonObject report(Api operator, String id) {
        Reply reply = operator.get("/api/admin/openings/" + id + "/report");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }
}
