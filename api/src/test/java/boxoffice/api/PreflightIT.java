package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Go or no-go and the scaling plan, where nothing scales: with a database, and without AWS. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class PreflightIT {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static Api anybody;
    private static Api operator;

    @BeforeAll
    static void startTheService() {
        anybody = Api.at(ServiceProcess.shared().address());
        operator = anybody.as("operator", "admin");
    }

    @Test
    void withoutAScalingPlanItSaysSoAndLooksAtTheServiceAlone() {
        Instant opensAt = now.plus(Duration.ofHours(3));
        String id = create(opensAt);

        Reply reply = preflight(id);

        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        JsonObject report = reply.json();
        assertThat(report.fieldNames())
                .containsExactlyInAnyOrder("openingId", "opensAt", "checkedAt", "moment", "go", "findings");
        assertThat(report.getString("openingId")).isEqualTo(id);
        assertThat(report.getString("opensAt")).isEqualTo(opensAt.toString());
        assertThat(report.getString("moment")).isEqualTo("T-24 h");
        assertThat(report.getBoolean("go")).as("%s", report).isTrue();
        assertThat(statuses(report))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "the scaling plan is carried out", "unknown",
                        "connections are enough", "ok",
                        "clocks agree", "ok",
                        "the certificate lasts", "unknown",
                        "the opening is as announced", "ok"));
        assertThat(finding(report, "the scaling plan is carried out").getString("found"))
                .startsWith("not configured");
        for (int i = 0; i < report.getJsonArray("findings").size(); i++) {
            JsonObject finding = report.getJsonArray("findings").getJsonObject(i);
            assertThat(finding.containsKey("advice"))
                    .as("%s", finding)
                    .isEqualTo(!finding.getString("status").equals("ok"));
        }
    }

    @Test
    void whatWasFoundIsToldAgainAndAChangeIsSeenAtOnce() {
        String id = create(now.plus(Duration.ofHours(3)));
        JsonObject first = preflight(id).json();
        assertThat(preflight(id).json().getString("checkedAt")).isEqualTo(first.getString("checkedAt"));

        Instant near = Instant.now().plus(Duration.ofMinutes(9)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(operator.put("/api/admin/openings/" + id, body(near)).status())
                .isEqualTo(200);

        JsonObject changed = preflight(id).json();
        assertThat(changed.getString("opensAt")).isEqualTo(near.toString());
        assertThat(changed.getString("moment")).isEqualTo("T-10 min");
    }

    @Test
    void oneThatIsNotAnnouncedYetIsNoGo() {
        String id = create(now.plus(Duration.ofDays(30)));

        JsonObject report = preflight(id).json();

        assertThat(report.getBoolean("go")).isFalse();
        assertThat(finding(report, "the opening is as announced").getString("found"))
                .isEqualTo("members do not see it");
    }

    @Test
    void thereIsNothingToLookAtAfterAnOpening() {
        JsonObject body = body(now.minus(Duration.ofMinutes(31)));
        String id = operator.post("/api/admin/openings", body).json().getString("id");

        assertThat(preflight(id).problem()).isEqualTo("conflict");
        for (String unknown : new String[] {"999999999", "x", "0"}) {
            assertThat(preflight(unknown).problem()).isEqualTo("not-found");
        }
    }

    @Test
    void onlyAnAdminIsToldHowItStands() {
        String id = create(now.plus(Duration.ofHours(3)));

        for (String path : new String[] {"/api/admin/openings/" + id + "/preflight", "/api/admin/scaling/plan"}) {
            assertThat(anybody.get(path).problem()).isEqualTo("unauthorized");
            assertThat(anybody.as("somebody").get(path).problem()).isEqualTo("forbidden");
            assertThat(anybody.as("door", "staff").get(path).problem()).isEqualTo("forbidden");
            assertThat(operator.send("POST", path, "{}").status()).isEqualTo(405);
        }
    }

    @Test
    void thePlanShowsWhatTheOpeningsAskForThoughNothingCarriesItOut() {
        Instant opensAt = now.plus(Duration.ofDays(53)).plusSeconds(17);
        assertThat(create(opensAt)).isNotEmpty();

        JsonObject plan = operator.get("/api/admin/scaling/plan").json();

        assertThat(plan.getBoolean("on")).isFalse();
        assertThat(plan.getJsonArray("holds"))
                .contains(
                        hold("instances", opensAt.minus(Duration.ofMinutes(10)), opensAt),
                        hold("readers", opensAt.minus(Duration.ofMinutes(30)), opensAt));
    }

    private static JsonObject hold(String of, Instant from, Instant opensAt) {
        return new JsonObject()
                .put("of", of)
                .put("from", from.toString())
                .put("until", opensAt.plus(Duration.ofMinutes(30)).toString())
                .put("full", 3)
                .put("idle", 1)
                .put("held", false);
    }

    /** Another test may have another opening looked at, which takes a moment. */
    private static Reply preflight(String id) {
        Reply reply = operator.get("/api/admin/openings/" + id + "/preflight");
        return reply.status() == 503 ? preflight(id) : reply;
    }

    private static Map<String, String> statuses(JsonObject report) {
        JsonArray findings = report.getJsonArray("findings");
        return findings.stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(
                        finding -> finding.getString("check"), finding -> finding.getString("status")));
    }

    private static JsonObject finding(JsonObject report, String check) {
        return report.getJsonArray("findings").stream()
                .map(JsonObject.class::cast)
                .filter(finding -> finding.getString("check").equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static String create(Instant opensAt) {
        Reply created = operator.post("/api/admin/openings", body(opensAt));
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.json().getString("id");
    }

    private static JsonObject body(Instant opensAt) {
        return Api.opening(Map.of("Screen 1", 5), opensAt, opensAt.plus(Duration.ofHours(1)));
    }
}
