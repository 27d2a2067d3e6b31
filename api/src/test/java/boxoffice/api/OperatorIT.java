package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators may do with openings, and what they may not. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class OperatorIT {

    private final Instant now = Instant.now();

    private static Api anybody;
    private static Api operator;

    @BeforeAll
    static void startTheService() {
        anybody = Api.at(ServiceProcess.shared().address());
        operator = anybody.as("operator", "admin");
    }

    @Test
    void anOpeningIsAnnouncedAWeekBeforeItOpensUnlessToldOtherwise() {
        Instant opensAt = now.plus(Duration.ofDays(3));

        Reply created =
                operator.post("/api/admin/openings", Api.opening(Map.of("a", 5), opensAt, opensAt.plusSeconds(9)));

        assertThat(created.status()).isEqualTo(201);
        assertThat(Instant.parse(created.json().getString("announcesAt")))
                .isEqualTo(Instant.parse(created.json().getString("opensAt")).minus(Duration.ofDays(7)));
        assertThat(created.json().fieldNames())
                .containsExactlyInAnyOrder("id", "title", "movie", "announcesAt", "opensAt", "closesAt", "quotas");
        Reply there = anybody.get(created.header("location"));
        assertThat(there.status()).isEqualTo(200);
        assertThat(there.json().getString("id")).isEqualTo(created.json().getString("id"));
        assertThat(there.json().getString("phase")).isEqualTo("announced");
        assertThat(there.json().getString("opensAt")).isEqualTo(created.json().getString("opensAt"));
    }

    @Test
    void beforeItIsAnnouncedAnOpeningIsNotThereForMembers() {
        Instant opensAt = now.plus(Duration.ofDays(30));
        JsonObject secret = create(Api.opening(Map.of("a", 5), opensAt, opensAt.plusSeconds(9)));

        assertThat(anybody.get("/api/openings/" + id(secret)).status()).isEqualTo(404);
        assertThat(anybody.as("curious").claim(id(secret)).status()).isEqualTo(404);
        assertThat(anybody.get("/api/openings").body()).doesNotContain("\"id\":\"" + id(secret) + "\",\"title\"");

        JsonObject announced =
                body(secret).put("announcesAt", now.minusSeconds(1).toString());
        assertThat(replace(secret, announced).status()).isEqualTo(200);
        assertThat(anybody.get("/api/openings/" + id(secret)).status()).isEqualTo(200);
        assertThat(anybody.as("curious").claim(id(secret)).problem()).isEqualTo("not-open-yet");
    }

    @Test
    void allOpeningsAreListedPageByPageAlsoThoseNotAnnouncedYet() {
        Instant opensAt = now.plus(Duration.ofDays(40));
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            created.add(0, id(create(Api.opening(Map.of("a", 5), opensAt, opensAt.plusSeconds(9)))));
        }

        Reply first = operator.get("/api/admin/openings?limit=2");
        Reply second = operator.get(
                "/api/admin/openings?limit=1&before=" + first.json().getString("next"));

        assertThat(ids(first)).isEqualTo(created.subList(0, 2));
        assertThat(ids(second)).isEqualTo(created.subList(2, 3));
        assertThat(first.json().getJsonArray("openings").getJsonObject(0).getString("phase"))
                .isEqualTo("announced");
        assertThat(anybody.as("curious").get("/api/admin/openings").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=", "before=-1", "before=01", "limit=1&limit=2"})
    void aParameterThatBreaksTheContractIsToldByName(String query) {
        Reply refused = operator.get("/api/admin/openings?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("detail")).contains("parameter");
    }

    private static List<String> ids(Reply page) {
        return page.json().getJsonArray("openings").stream()
                .map(opening -> ((JsonObject) opening).getString("id"))
                .toList();
    }

    @Test
    void timesMayBeInAnyZoneAndAreAnsweredInUtc() {
        JsonObject body = Api.opening(Map.of("a", 1), now, now)
                .put("opensAt", "2031-03-04T20:00:00+09:00")
                .put("closesAt", "2031-03-04T21:00:00.1234567+09:00");

        JsonObject created = create(body);

        assertThat(created.getString("opensAt")).isEqualTo("2031-03-04T11:00:00Z");
        assertThat(created.getString("closesAt")).isEqualTo("2031-03-04T12:00:00.123456Z");
    }

    @Test
    void aQuotaGrowsAndShrinksButNeverBelowWhatIsIssued() {
        JsonObject opening = operator.open(Map.of("Screen 1", 3));
        assertThat(anybody.as("a").claim(id(opening)).status()).isEqualTo(201);
        assertThat(anybody.as("b").claim(id(opening)).status()).isEqualTo(201);

        Reply tooSmall = replace(opening, body(opening).put("quotas", quotas(Map.of("Screen 1", 1))));
        assertThat(tooSmall.status()).isEqualTo(409);
        assertThat(tooSmall.problem()).isEqualTo("conflict");
        assertThat(tooSmall.json().getString("detail")).contains("Screen 1", "2");

        assertThat(replace(opening, body(opening).put("quotas", quotas(Map.of("Screen 1", 2))))
                        .status())
                .isEqualTo(200);
        assertThat(anybody.as("c").claim(id(opening)).problem()).isEqualTo("sold-out");
        assertThat(replace(opening, body(opening).put("quotas", quotas(Map.of("Screen 1", 3))))
                        .status())
                .isEqualTo(200);
        assertThat(anybody.as("c").claim(id(opening)).json().getInteger("number"))
                .isEqualTo(3);
    }

    @Test
    void anOpenOneNeverMovesItsOpeningTime() {
        JsonObject opening = operator.open(Map.of("Screen 1", 3));

        Reply moved = replace(
                opening, body(opening).put("opensAt", now.plusSeconds(600).toString()));
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.problem()).isEqualTo("conflict");

        Reply prolonged = replace(
                opening,
                body(opening)
                        .put("title", "Prolonged")
                        .put("closesAt", now.plus(Duration.ofDays(1)).toString()));
        assertThat(prolonged.status()).isEqualTo(200);
        assertThat(anybody.get("/api/openings/" + id(opening)).json().getString("title"))
                .isEqualTo("Prolonged");
    }

    @Test
    void oneThatHasNotOpenedMayMoveItsOpeningTime() {
        JsonObject opening = create(Api.opening(Map.of("a", 1), now.plusSeconds(600), now.plusSeconds(900)));

        Reply moved = replace(
                opening, body(opening).put("opensAt", now.minusSeconds(1).toString()));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(anybody.as("early").claim(id(opening)).status()).isEqualTo(201);
    }

    @Test
    void aQuotaIsKnownByItsIdOrItsName() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("Seoul", 5);
        sizes.put("Busan", 5);
        JsonObject opening = operator.open(sizes);
        JsonObject seoul = opening.getJsonArray("quotas").getJsonObject(0);
        JsonObject busan = opening.getJsonArray("quotas").getJsonObject(1);
        assertThat(anybody.as("a").claim(id(opening), seoul.getString("id")).status())
                .isEqualTo(201);

        JsonArray renamed = new JsonArray()
                .add(new JsonObject().put("name", "Incheon").put("size", 7))
                .add(new JsonObject()
                        .put("id", seoul.getString("id"))
                        .put("name", "Gangnam")
                        .put("size", 5));
        Reply replaced = replace(opening, body(opening).put("quotas", renamed));

        assertThat(replaced.status()).isEqualTo(200);
        JsonArray after = replaced.json().getJsonArray("quotas");
        assertThat(after.getJsonObject(1).getString("id")).isEqualTo(seoul.getString("id"));
        assertThat(after.getJsonObject(0).getString("id")).isNotIn(seoul.getString("id"), busan.getString("id"));
        assertThat(anybody.as("b").claim(id(opening), busan.getString("id")).status())
                .as("a quota that was removed")
                .isEqualTo(400);

        Reply removed = replace(opening, body(opening).put("quotas", quotas(Map.of("Incheon", 7))));
        assertThat(removed.status()).as("removing a quota with tickets").isEqualTo(409);
        JsonArray strange = new JsonArray()
                .add(new JsonObject().put("id", "999999999").put("name", "x").put("size", 1));
        assertThat(replace(opening, body(opening).put("quotas", strange)).status())
                .as("a quota of another opening")
                .isEqualTo(409);
    }

    @Test
    void anOpeningWithTicketsIsNotDeletedAndOneWithoutIs() {
        JsonObject opening = operator.open(Map.of("Screen 1", 3));
        Api member = anybody.as("holder");
        Reply ticket = member.claim(id(opening));

        assertThat(operator.delete("/api/admin/openings/" + id(opening)).problem())
                .isEqualTo("conflict");
        assertThat(member.get(ticket.header("location")).status()).isEqualTo(200);

        assertThat(member.delete(ticket.header("location")).status()).isEqualTo(204);
        assertThat(operator.delete("/api/admin/openings/" + id(opening)).status())
                .isEqualTo(204);
        assertThat(anybody.get("/api/openings/" + id(opening)).status()).isEqualTo(404);
        assertThat(member.claim(id(opening)).status()).isEqualTo(404);
        assertThat(operator.delete("/api/admin/openings/" + id(opening)).status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        JsonObject body = Api.opening(Map.of("a", 1), now, now.plusSeconds(9));

        for (String id : new String[] {"999999999", "x", "0"}) {
            assertThat(operator.put("/api/admin/openings/" + id, body).problem())
                    .isEqualTo("not-found");
            assertThat(operator.delete("/api/admin/openings/" + id).problem()).isEqualTo("not-found");
        }
    }

    @Test
    void aNewOpeningNamesNoQuotaIds() {
        JsonObject body = Api.opening(Map.of("a", 1), now, now.plusSeconds(9));
        body.getJsonArray("quotas").getJsonObject(0).put("id", "1");

        assertThat(operator.post("/api/admin/openings", body).status()).isEqualTo(400);
    }

    @Test
    void onlyAnAdminIsAnOperator() {
        JsonObject body = Api.opening(Map.of("a", 1), now, now.plusSeconds(9));
        Api member = anybody.as("somebody");

        assertThat(member.post("/api/admin/openings", body).problem()).isEqualTo("forbidden");
        assertThat(anybody.as("staff", "staff")
                        .post("/api/admin/openings", body)
                        .problem())
                .isEqualTo("forbidden");
        assertThat(anybody.post("/api/admin/openings", body).problem()).isEqualTo("unauthorized");
    }

    private static JsonObject create(JsonObject body) {
        Reply created = operator.post("/api/admin/openings", body);
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.json();
    }

    private static Reply replace(JsonObject opening, JsonObject body) {
        return operator.put("/api/admin/openings/" + id(opening), body);
    }

    /** As an operator would send it back. */
    private static JsonObject body(JsonObject opening) {
        JsonObject body = opening.copy();
        body.remove("id");
        return body;
    }

    private static JsonArray quotas(Map<String, Integer> sizes) {
        return Api.opening(sizes, Instant.EPOCH, Instant.EPOCH).getJsonArray("quotas");
    }

    private static String id(JsonObject opening) {
        return opening.getString("id");
    }
}
