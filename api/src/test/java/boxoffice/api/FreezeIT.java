package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.EventListener;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Openings that are paused, by an operator or because their books do not add up, as members and operators see it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class FreezeIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration AUDITED = Duration.ofMinutes(2);
    private static final JsonObject DOUBT = new JsonObject().put("reason", "the hall is flooded");

    private static Api anybody;
    private static Api operator;

    @BeforeAll
    static void startTheService() {
        anybody = Api.at(ServiceProcess.shared().address());
        operator = anybody.as("operator", "admin");
    }

    @Test
    void nobodyGetsATicketOfAFrozenOneUntilItIsResumed() {
        String id = operator.open(Map.of("Screen 1", 2)).getString("id");
        Reply ticket = anybody.as("holder").claim(id);
        assertThat(ticket.status()).isEqualTo(201);

        Reply frozen = freeze(id, DOUBT);
        assertThat(frozen.status()).as("%s", frozen).isEqualTo(200);
        assertThat(frozen.json().getBoolean("frozen")).isTrue();
        assertThat(frozen.json().getString("frozenReason")).isEqualTo("the hall is flooded");

        Reply refused = anybody.as("other").claim(id);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("frozen");
        assertThat(refused.json().getString("title")).isEqualTo("Paused by the operators");
        assertThat(refused.body()).doesNotContain("flooded");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(5, 10);
        Reply again = anybody.as("holder").claim(id);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(ticket.json());

        Reply shown = anybody.get("/api/openings/" + id);
        assertThat(shown.json().getBoolean("frozen")).isTrue();
        assertThat(shown.json().getString("phase")).isEqualTo("open");
        assertThat(shown.body()).doesNotContain("flooded");
        assertThat(operator.get("/api/admin/openings/" + id).json()).isEqualTo(frozen.json());

        Reply resumed = operator.send("POST", "/api/admin/openings/" + id + "/resume", "");
        assertThat(resumed.status()).isEqualTo(200);
        assertThat(resumed.json().containsKey("frozen")).isFalse();
        assertThat(anybody.as("other").claim(id).status()).isEqualTo(201);
        assertThat(anybody.get("/api/openings/" + id).json().getBoolean("frozen"))
                .isFalse();
    }

    @Test
    void oneThatIsFrozenMayBeChangedAndGivenBackAndStaysFrozen() {
        JsonObject opening = operator.open(Map.of("Screen 1", 2));
        String id = opening.getString("id");
        Reply ticket = anybody.as("giver").claim(id);
        JsonObject frozen = freeze(id, DOUBT).json();

        assertThat(anybody.as("giver").delete(ticket.header("location")).status())
                .isEqualTo(204);
        JsonObject body = frozen.copy().put("title", "Another title");
        body.remove("id");
        Reply replaced = operator.put("/api/admin/openings/" + id, body);

        assertThat(replaced.status()).as("%s", replaced).isEqualTo(200);
        assertThat(replaced.json().getString("frozenReason")).isEqualTo("the hall is flooded");
        assertThat(anybody.as("giver").claim(id).problem()).isEqualTo("frozen");
        assertThat(operator.delete("/api/admin/openings/" + id).status()).isEqualTo(204);
        Poll.until("the log on the reader", SOON, () -> acts(id).size() == 4);
        assertThat(acts(id)).containsExactly("delete", "replace", "freeze", "create");
    }

    @Test
    void bothMayBeSentAgainAndTheLogSaysWhoDidWhatOnce() {
        String id = operator.open(Map.of("Screen 1", 2)).getString("id");
        Reply first = freeze(id, DOUBT);
        Reply second = freeze(id, new JsonObject().put("reason", "another"));
        assertThat(second.json()).isEqualTo(first.json());
        for (int times = 0; times < 2; times++) {
            assertThat(operator.send("POST", "/api/admin/openings/" + id + "/resume", "")
                            .status())
                    .isEqualTo(200);
        }

        Poll.until("the log on the reader", SOON, () -> acts(id).size() == 3);
        assertThat(acts(id)).containsExactly("resume", "freeze", "create");
        JsonArray log = log(id);
        assertThat(log.getJsonObject(1).getString("actor")).isEqualTo("operator");
        assertThat(log.getJsonObject(1).getJsonObject("detail")).isEqualTo(DOUBT);
        assertThat(log.getJsonObject(1).getString("at"))
                .isGreaterThanOrEqualTo(first.json().getString("frozenAt"));
        assertThat(log.getJsonObject(2).getJsonObject("detail").getString("movie"))
                .isEqualTo("Sherlock Jr. (1924)");
    }

    @Test
    void whoWatchesIsToldAtOnce() {
        String id = operator.open(Map.of("Screen 1", 2)).getString("id");
        EventListener listener = EventListener.to(ServiceProcess.shared().address(), id);
        Poll.until("the first events", SOON, () -> listener.events("phase").size() == 1);
        assertThat(listener.events("phase").get(0).data().getBoolean("frozen")).isFalse();

        assertThat(freeze(id, DOUBT).status()).isEqualTo(200);
        Poll.until("frozen", SOON, () -> listener.events("phase").size() == 2);
        assertThat(listener.events("phase").get(1).data().getBoolean("frozen")).isTrue();
        assertThat(listener.events("phase").get(1).data().encode()).doesNotContain("flooded");
        listener.close();
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        String id = operator.open(Map.of("Screen 1", 2)).getString("id");
        for (String reason : new String[] {"", " ", "x".repeat(501), "a\u0000b"}) {
            assertThat(freeze(id, new JsonObject().put("reason", reason)).status())
                    .isEqualTo(400);
        }
        assertThat(freeze(id, new JsonObject()).status()).isEqualTo(400);
        for (String unknown : List.of("999999999", "x")) {
            assertThat(freeze(unknown, DOUBT).problem()).isEqualTo("not-found");
            assertThat(operator.get("/api/admin/openings/" + unknown).problem()).isEqualTo("not-found");
            assertThat(operator.get("/api/admin/openings/" + unknown + "/audit-log")
                            .problem())
                    .isEqualTo("not-found");
        }
        for (Api stranger : List.of(anybody.as("somebody"), anybody.as("staff", "staff"))) {
            assertThat(stranger.post("/api/admin/openings/" + id + "/freeze", DOUBT)
                            .problem())
                    .isEqualTo("forbidden");
            assertThat(stranger.get("/api/admin/openings/" + id + "/audit-log").problem())
                    .isEqualTo("forbidden");
        }
        assertThat(freeze(id, new JsonObject().put("reason", "\uD83C\uDFAB".repeat(500)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theServiceFreezesAnOpeningWhoseBooksDoNotAddUp() throws SQLException {
        Sql writer = TestDatabase.shared().writerSql();
        String id = operator.open(Map.of("Screen 1", 5)).getString("id");
        for (String member : List.of("a", "b", "c")) {
            assertThat(anybody.as(member).claim(id).status()).isEqualTo(201);
        }
        long opening = Long.parseLong(id);
        writer.run("UPDATE quota SET issued = 2, version = version + 1 WHERE opening_id = ?", opening);

        Poll.until("the audit", AUDITED, () -> operator.get("/api/admin/openings/" + id)
                .json()
                .containsKey("frozen"));

        assertThat(anybody.as("d").claim(id).problem()).isEqualTo("frozen");
        assertThat(anybody.as("a").claim(id).status()).isEqualTo(200);
        Poll.until("the log on the reader", SOON, () -> acts(id).size() == 2);
        JsonObject act = log(id).getJsonObject(0);
        assertThat(act.containsKey("actor")).as("the service did it itself").isFalse();
        assertThat(act.getJsonObject("detail").getString("reason")).contains("counts 2 issued and holds 3 tickets");
        Poll.until("the meter", SOON, () -> Api.at(ServiceProcess.shared().management())
                .get("/metrics")
                .body()
                .lines()
                .anyMatch(line -> line.matches("boxoffice_audit_breaches_total [1-9].*")));
        assertThat(ServiceProcess.shared().output()).contains("its books do not add up");

        writer.run("UPDATE quota SET issued = 3, version = version + 1 WHERE opening_id = ?", opening);
        assertThat(operator.send("POST", "/api/admin/openings/" + id + "/resume", "")
                        .status())
                .isEqualTo(200);
        assertThat(anybody.as("d").claim(id).status()).isEqualTo(201);
    }

    private static Reply freeze(String id, JsonObject reason) {
        return operator.post("/api/admin/openings/" + id + "/freeze", reason);
    }

    private static JsonArray log(String id) {
        return operator.get("/api/admin/openings/" + id + "/audit-log").json().getJsonArray("acts");
    }

    private static List<String> acts(String id) {
        return log(id).stream().map(act -> ((JsonObject) act).getString("act")).toList();
    }
}
