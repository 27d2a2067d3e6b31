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
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time of an opening is moved, and who waits for it learns it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class PostponeIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private static Api anybody;
    private static Api operator;

    @BeforeAll
    static void startTheService() {
        anybody = Api.at(ServiceProcess.shared().address());
        operator = anybody.as("operator", "admin");
    }

    @Test
    void whoWaitsIsToldFromWhenToWhenAndNobodyGetsATicketBefore() {
        Instant first = now.plusSeconds(8);
        Instant second = now.plusSeconds(600);
        String id = announced(first);
        EventListener waiting = EventListener.to(ServiceProcess.shared().address(), id);
        Poll.until("the first event", SOON, () -> waiting.events("phase").size() == 1);

        Reply moved = postpone(id, body(second, "The projector is late"));

        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(Instant.parse(moved.json().getString("opensAt"))).isEqualTo(second);
        assertThat(Instant.parse(moved.json().getString("closesAt"))).isEqualTo(second.plusSeconds(60));
        Poll.until("who waits is told", SOON, () -> waiting.events("phase").size() == 2);
        JsonObject told = waiting.events("phase").get(1).data();
        assertThat(told.getString("phase")).isEqualTo("announced");
        assertThat(Instant.parse(told.getString("opensAt"))).isEqualTo(second);
        assertThat(Instant.parse(told.getString("movedFrom"))).isEqualTo(first);
        assertThat(anybody.get("/api/openings/" + id).json().getString("movedFrom"))
                .isEqualTo(told.getString("movedFrom"));
        Poll.until("the old time is over", SOON, () -> Instant.now().isAfter(first));
        assertThat(anybody.as("early").claim(id).problem()).isEqualTo("not-open-yet");
        JsonObject act = operator.get("/api/admin/openings/" + id + "/audit-log")
                .json()
                .getJsonArray("acts")
                .getJsonObject(0);
        assertThat(act.getString("act")).isEqualTo("postpone");
        assertThat(act.getString("actor")).isEqualTo("operator");
        assertThat(act.getJsonObject("detail").getString("reason")).isEqualTo("The projector is late");
        assertThat(Instant.parse(act.getJsonObject("detail").getString("fromOpensAt")))
                .isEqualTo(first);
        waiting.close();
    }

    @Test
    void movedAgainToTheSameTimeNothingHappens() {
        String id = announced(now.plusSeconds(3_600));
        JsonObject body = body(now.plusSeconds(7_200), "Late");
        assertThat(postpone(id, body).status()).isEqualTo(200);

        assertThat(postpone(id, body).json().getString("movedFrom"))
                .isEqualTo(now.plusSeconds(3_600).toString());
        Poll.until("both acts are on the reader", SOON, () -> acts(id) == 2);
    }

    @Test
    void anOpeningThatNobodyKnowsOfYetIsMovedWithoutAWord() {
        Instant opensAt = now.plus(Duration.ofDays(30));
        String id = created(opensAt);

        Reply moved = postpone(id, body(opensAt.plusSeconds(60), "A better day"));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().containsKey("movedFrom")).isFalse();
    }

    @Test
    void aReplacementThatMovesAnAnnouncedOpeningSaysSoToo() {
        Instant opensAt = now.plusSeconds(3_600);
        String id = announced(opensAt);
        JsonObject body = operator.get("/api/admin/openings/" + id).json();
        body.remove("id");

        Reply replaced = operator.put(
                "/api/admin/openings/" + id,
                body.put("opensAt", opensAt.plusSeconds(60).toString())
                        .put("closesAt", opensAt.plusSeconds(90).toString()));

        assertThat(replaced.json().getString("movedFrom")).isEqualTo(opensAt.toString());
        assertThat(operator.put("/api/admin/openings/" + id, without(replaced.json(), "id"))
                        .json()
                        .getString("movedFrom"))
                .isEqualTo(opensAt.toString());
    }

    @Test
    void whatCannotBeMovedIsRefused() {
        String open = operator.open(Map.of("a", 5)).getString("id");
        String id = announced(now.plusSeconds(3_600));

        assertThat(postpone(open, body(now.plusSeconds(60), "Late")).status()).isEqualTo(409);
        assertThat(postpone(id, body(now.minusSeconds(60), "Early")).status()).isEqualTo(409);
        assertThat(postpone(id, body(now.minus(Duration.ofDays(8)), "Early")).status())
                .isEqualTo(409);
        assertThat(postpone(id, body(now.plusSeconds(60), " ")).status()).isEqualTo(400);
        assertThat(postpone(id, body(now.plusSeconds(60), "Late").put("opensAt", "tomorrow"))
                        .status())
                .isEqualTo(400);
        assertThat(postpone(id, body(now.plusSeconds(60), "Late").put("closesAt", now.toString()))
                        .status())
                .isEqualTo(409);
        assertThat(postpone("0000000000000", body(now.plusSeconds(60), "Late")).status())
                .isEqualTo(404);
    }

    private static JsonObject without(JsonObject json, String field) {
        JsonObject less = json.copy();
        less.remove(field);
        return less;
    }

    private static int acts(String id) {
        return operator.get("/api/admin/openings/" + id + "/audit-log")
                .json()
                .getJsonArray("acts")
                .size();
    }

    private static Reply postpone(String id, JsonObject body) {
        return operator.post("/api/admin/openings/" + id + "/postpone", body);
    }

    private static JsonObject body(Instant opensAt, String reason) {
        return new JsonObject().put("opensAt", opensAt.toString()).put("reason", reason);
    }

    private static String announced(Instant opensAt) {
        String id = created(opensAt);
        assertThat(anybody.get("/api/openings/" + id).status()).isEqualTo(200);
        return id;
    }

    private static String created(Instant opensAt) {
        Reply created =
                operator.post("/api/admin/openings", Api.opening(Map.of("a", 5), opensAt, opensAt.plusSeconds(60)));
        assertThat(created.status()).isEqualTo(201);
        return created.json().getString("id");
    }
}
