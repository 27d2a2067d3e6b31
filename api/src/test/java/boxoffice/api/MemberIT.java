package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a member is told, case by case. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class MemberIT {

    private static final Duration REPLICATED_MAX = Duration.ofSeconds(5);

    private static TestDatabase database;
    private static Api anybody;
    private static Api operator;

    @BeforeAll
    static void startTheService() {
        database = TestDatabase.shared();
        anybody = Api.at(ServiceProcess.shared().address());
        operator = anybody.as("operator", "admin");
    }

    @Test
    void aClaimGivesATicketWithANumberACodeAndAPlace() {
        JsonObject opening = operator.open(Map.of("Screen 1", 2));
        Api member = anybody.as("ada");

        Reply claimed = member.claim(id(opening));

        assertThat(claimed.status()).isEqualTo(201);
        JsonObject ticket = claimed.json();
        assertThat(ticket.fieldNames())
                .containsExactlyInAnyOrder("id", "openingId", "quotaId", "number", "code", "claimedAt", "status");
        assertThat(ticket.getString("openingId")).isEqualTo(id(opening));
        assertThat(ticket.getString("quotaId")).isEqualTo(quotaId(opening, 0));
        assertThat(ticket.getInteger("number")).isEqualTo(1);
        assertThat(ticket.getString("code")).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
        assertThat(Instant.parse(ticket.getString("claimedAt")))
                .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(10));
        assertThat(member.get(claimed.header("location")).json()).isEqualTo(ticket);
        assertThat(claimed.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void theSameClaimAgainGivesTheSameTicketAgain() {
        JsonObject opening = operator.open(Map.of("Screen 1", 2));
        Api member = anybody.as("berta");
        JsonObject ticket = member.claim(id(opening)).json();

        Reply again = member.claim(id(opening));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(ticket);
    }

    @Test
    void anyMemberMayBeNamedAnything() {
        JsonObject opening = operator.open(Map.of("Screen 1", 10));
        for (String name : List.of("\uD83C\uDFAC", "Jos\u00e9", "' OR 1=1 --", "\"\\u0000\"", "a b", "x".repeat(255))) {
            Api member = anybody.as(name);
            assertThat(member.claim(id(opening)).status()).as(name).isEqualTo(201);
            assertThat(tickets(member, opening)).as(name).hasSize(1);
        }
        assertThat(anybody.as("Case").claim(id(opening)).status()).isEqualTo(201);
        assertThat(anybody.as("case").claim(id(opening)).status()).isEqualTo(201);
    }

    @Test
    void whoComesTooLateIsToldThatItIsSoldOutAndSoIsEverybody() throws SQLException {
        JsonObject opening = operator.open(Map.of("Screen 1", 1));
        assertThat(anybody.as("carl").claim(id(opening)).status()).isEqualTo(201);

        Reply late = anybody.as("dora").claim(id(opening));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("sold-out");
        database.awaitReplica();
        Poll.until("the opening shows as sold out", REPLICATED_MAX, () -> shown(opening)
                .getString("phase")
                .equals("soldOut"));
        assertThat(shown(opening).getJsonArray("quotas").getJsonObject(0).getInteger("remaining"))
                .isZero();
    }

    @Test
    void beforeItOpensAClaimIsToldWhenToComeBack() {
        Instant opensAt = Instant.now().plus(Duration.ofSeconds(100));
        JsonObject opening = create(Api.opening(Map.of("a", 1), opensAt, opensAt.plusSeconds(60)));

        Reply early = anybody.as("emil").claim(id(opening));

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.problem()).isEqualTo("not-open-yet");
        assertThat(Integer.parseInt(early.header("retry-after"))).isBetween(85, 101);
        assertThat(shown(opening).getString("phase")).isEqualTo("announced");
    }

    @Test
    void atTheVerySecondItOpensAClaimIsGranted() {
        Instant opensAt = Instant.now().plus(Duration.ofSeconds(5));
        JsonObject opening = create(Api.opening(Map.of("a", 1), opensAt, opensAt.plusSeconds(60)));
        Api member = anybody.as("fritz");
        assertThat(member.claim(id(opening)).problem()).isEqualTo("not-open-yet");

        Poll.until("it opens", Duration.ofSeconds(10), () -> shown(opening)
                .getString("phase")
                .equals("open"));

        assertThat(member.claim(id(opening)).status()).isEqualTo(201);
        assertThat(Instant.now()).isAfterOrEqualTo(opensAt);
        assertThat(Instant.parse(tickets(member, opening).get(0).getString("claimedAt")))
                .isAfterOrEqualTo(opensAt);
    }

    @Test
    void afterItHasClosedNobodyGetsATicket() {
        Instant now = Instant.now();
        JsonObject opening = create(Api.opening(Map.of("a", 1), now.minusSeconds(60), now.minusSeconds(1)));

        Reply late = anybody.as("gerd").claim(id(opening));

        assertThat(late.status()).isEqualTo(410);
        assertThat(late.problem()).isEqualTo("closed");
        assertThat(shown(opening).getString("phase")).isEqualTo("closed");
    }

    @Test
    void ofSeveralQuotasOneMustBeNamed() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("Seoul", 1);
        sizes.put("Busan", 1);
        JsonObject opening = operator.open(sizes);
        JsonObject other = operator.open(Map.of("Elsewhere", 1));
        Api member = anybody.as("hans");

        for (Reply reply : List.of(member.claim(id(opening)), member.claim(id(opening), quotaId(other, 0)))) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                    .isEqualTo("/quotaId");
            assertThat(reply.json().getString("detail"))
                    .contains("Seoul", "Busan", quotaId(opening, 0), quotaId(opening, 1));
        }

        assertThat(member.claim(id(opening), quotaId(opening, 1)).json().getString("quotaId"))
                .isEqualTo(quotaId(opening, 1));
        assertThat(member.claim(id(opening), quotaId(opening, 0)).status())
                .as("one ticket for a member, whatever the quota")
                .isEqualTo(200);
    }

    @Test
    void aTicketShowsAtOnceWhileTheReplicaStandsStill() throws SQLException {
        JsonObject opening = operator.open(Map.of("Screen 1", 5));
        Api member = anybody.as("ida");
        whileTheReplicaStandsStill(() -> {
            JsonObject ticket = member.claim(id(opening)).json();

            assertThat(database.readerSql()
                            .number("SELECT COUNT(*) FROM ticket WHERE opening_id = ?", Long.parseLong(id(opening))))
                    .as("tickets on the replica")
                    .isZero();
            assertThat(tickets(member, opening)).containsExactly(ticket);
            assertThat(member.get("/api/tickets/" + ticket.getString("id")).json())
                    .isEqualTo(ticket);

            assertThat(member.delete("/api/tickets/" + ticket.getString("id")).status())
                    .isEqualTo(204);
            assertThat(tickets(member, opening)).isEmpty();
            assertThat(member.get("/api/tickets/" + ticket.getString("id")).status())
                    .isEqualTo(404);
        });
    }

    @Test
    void aTicketThatTheReplicaStillHasIsGoneAtOnceForWhoGaveItBack() throws SQLException {
        JsonObject opening = operator.open(Map.of("Screen 1", 5));
        Api member = anybody.as("jan");
        String ticket = member.claim(id(opening)).json().getString("id");
        database.awaitReplica();
        whileTheReplicaStandsStill(() -> {
            assertThat(member.delete("/api/tickets/" + ticket).status()).isEqualTo(204);

            assertThat(tickets(member, opening)).isEmpty();
        });
    }

    @Test
    void aNewOpeningShowsAtOnceWhileTheReplicaStandsStill() throws SQLException {
        whileTheReplicaStandsStill(() -> {
            JsonObject opening = operator.open(Map.of("Screen 1", 5));

            assertThat(shown(opening).getString("phase")).isEqualTo("open");
            assertThat(anybody.as("karl").claim(id(opening)).status()).isEqualTo(201);
        });
    }

    @Test
    void anothersTicketIsNotThere() {
        JsonObject opening = operator.open(Map.of("Screen 1", 2));
        Api owner = anybody.as("lena");
        Api stranger = anybody.as("mike");
        String path = owner.claim(id(opening)).header("location");

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(404);
        assertThat(operator.get(path).status()).isEqualTo(404);

        assertThat(owner.get(path).status()).isEqualTo(200);
        assertThat(tickets(stranger, opening)).isEmpty();
    }

    @Test
    void aTicketGivenBackIsFreeForTheNextWithTheSameNumber() {
        JsonObject opening = operator.open(Map.of("Screen 1", 2));
        Api giver = anybody.as("nina");
        Reply first = giver.claim(id(opening));
        assertThat(anybody.as("otto").claim(id(opening)).status()).isEqualTo(201);
        Api next = anybody.as("paul");
        assertThat(next.claim(id(opening)).problem()).isEqualTo("sold-out");

        assertThat(giver.delete(first.header("location")).status()).isEqualTo(204);
        assertThat(giver.delete(first.header("location")).status())
                .as("given back again")
                .isEqualTo(204);

        Reply got = next.claim(id(opening));
        assertThat(got.status()).isEqualTo(201);
        assertThat(got.json().getInteger("number")).isEqualTo(first.json().getInteger("number"));
        assertThat(got.json().getString("code")).isNotEqualTo(first.json().getString("code"));
        assertThat(giver.claim(id(opening)).problem()).isEqualTo("sold-out");
        assertThat(giver.delete(first.header("location")).status())
                .as("given back once more, while another has the place")
                .isEqualTo(204);
        assertThat(next.get(got.header("location")).status()).isEqualTo(200);
    }

    @Test
    void whoGaveATicketBackMayClaimAnew() {
        JsonObject opening = operator.open(Map.of("Screen 1", 1));
        Api member = anybody.as("rosa");
        Reply first = member.claim(id(opening));
        assertThat(member.delete(first.header("location")).status()).isEqualTo(204);

        Reply second = member.claim(id(opening));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().getString("id")).isNotEqualTo(first.json().getString("id"));
        assertThat(tickets(member, opening)).containsExactly(second.json());
    }

    @Test
    void openingsAreListedForEverybodyTheSoonestFirst() {
        Instant soon = Instant.now().plus(Duration.ofHours(1));
        JsonObject later = create(Api.opening(Map.of("a", 1), soon.plusSeconds(7), soon.plusSeconds(60)));
        JsonObject sooner = create(Api.opening(Map.of("a", 1), soon, soon.plusSeconds(60)));

        Reply listed = anybody.get("/api/openings");

        assertThat(listed.status()).isEqualTo(200);
        assertThat(Integer.parseInt(listed.header("age"))).isNotNegative();
        List<JsonObject> openings = objects(listed.json().getJsonArray("openings"));
        assertThat(openings.stream().map(opening -> Instant.parse(opening.getString("opensAt"))))
                .isSorted();
        assertThat(openings.stream().map(MemberIT::id)).containsSubsequence(id(sooner), id(later));
        assertThat(openings).allSatisfy(opening -> assertThat(opening.fieldNames())
                .filteredOn(name -> !name.equals("movedFrom")) // of those that were moved
                .containsExactlyInAnyOrder(
                        "id",
                        "title",
                        "movie",
                        "phase",
                        "frozen",
                        "announcesAt",
                        "opensAt",
                        "closesAt",
                        "serverTime",
                        "quotas"));
    }

    @Test
    void whoHasTheOpeningAlreadyIsToldSoWithTheAgeAndTheTime() {
        JsonObject opening = operator.open(Map.of("Screen 1", 2));
        String path = "/api/openings/" + id(opening);
        Reply read = anybody.get(path);
        assertThat(read.header("etag")).startsWith("W/\"");
        assertThat(read.header("cache-control")).isEqualTo("no-cache");
        assertThat(read.header("server-time")).isEqualTo(read.json().getString("serverTime"));

        for (String known :
                List.of(read.header("etag"), "\"x\", " + read.header("etag").substring(2), "*")) {
            for (String method : List.of("GET", "HEAD")) {
                Reply again = anybody.withHeader("If-None-Match", known).send(method, path, "");

                assertThat(again.status()).as("%s %s", method, known).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.headers()).doesNotContainKeys("content-type", "content-length");
                assertThat(again.header("etag")).isEqualTo(read.header("etag"));
                assertThat(again.header("cache-control")).isEqualTo("no-cache");
                assertThat(Integer.parseInt(again.header("age"))).isNotNegative();
                assertThat(again.header("date")).endsWith(" GMT");
                assertThat(again.header("server-time")).matches("2.*Z").isNotEqualTo(read.header("server-time"));
            }
        }
        Reply other = anybody.withHeader("If-None-Match", "\"x\"").get(path);
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.header("etag")).isEqualTo(read.header("etag"));
        assertThat(other.json().getString("serverTime")).isNotEqualTo(read.header("server-time"));
    }

    @Test
    void aClaimChangesTheOpeningForWhoHadIt() {
        JsonObject opening = operator.open(Map.of("Screen 1", 2));
        Api holder = anybody.withHeader("If-None-Match", tag(opening));
        String path = "/api/openings/" + id(opening);
        assertThat(holder.get(path).status()).isEqualTo(304);

        assertThat(anybody.as("sara").claim(id(opening)).status()).isEqualTo(201);

        Poll.until("the count changes", REPLICATED_MAX, () -> holder.get(path).status() == 200);
        Reply changed = holder.get(path);
        assertThat(changed.json().getJsonArray("quotas").getJsonObject(0).getInteger("remaining"))
                .isEqualTo(1);
        assertThat(anybody.withHeader("If-None-Match", changed.header("etag"))
                        .get(path)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void anOperatorsChangeShowsAtOnceToWhoHadTheOpeningWhileTheReplicaStandsStill() throws SQLException {
        JsonObject opening = operator.open(Map.of("Screen 1", 2));
        String tag = tag(opening);
        Instant now = Instant.now();
        JsonObject edit = Api.opening(
                        Map.of("Screen 1", 2), Instant.parse(opening.getString("opensAt")), now.plusSeconds(60))
                .put("title", "Another title");
        whileTheReplicaStandsStill(() -> {
            assertThat(operator.put("/api/admin/openings/" + id(opening), edit).status())
                    .isEqualTo(200);

            Reply changed = anybody.withHeader("If-None-Match", tag).get("/api/openings/" + id(opening));

            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.json().getString("title")).isEqualTo("Another title");
        });
    }

    @Test
    void anOpeningsTagChangesAtTheVeryInstantThatItOpens() {
        Instant opensAt = Instant.now().plus(Duration.ofSeconds(5)).truncatedTo(ChronoUnit.MILLIS);
        JsonObject opening = create(Api.opening(Map.of("a", 1), opensAt, opensAt.plusSeconds(60)));
        Api holder = anybody.withHeader("If-None-Match", tag(opening));

        Poll.until("it opens", Duration.ofSeconds(10), () -> {
            Reply reply = holder.get("/api/openings/" + id(opening));
            Instant time = Instant.parse(reply.header("server-time"));
            boolean opened = reply.status() == 200;
            assertThat(time.isBefore(opensAt)).isEqualTo(!opened);
            return opened;
        });
    }

    @Test
    void theHeadOfTheListIsThatOfItsGet() {
        Reply head = anybody.send("HEAD", "/api/openings", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).containsKeys("etag", "age", "server-time", "content-type");
        assertThat(anybody.withHeader("If-None-Match", "*").get("/api/openings").status())
                .isEqualTo(304);
        assertThat(anybody.withHeader("If-None-Match", "*")
                        .get("/api/openings/999999999")
                        .status())
                .as("nothing is there to be known")
                .isEqualTo(404);
    }

    @Test
    void thePageAndTheContractAreServed() {
        Reply page = anybody.get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'");
        assertThat(anybody.withHeader("If-None-Match", page.header("etag"))
                        .get("/")
                        .status())
                .isEqualTo(304);
        Reply contract = anybody.get("/openapi.yaml");
        assertThat(contract.status()).isEqualTo(200);
        assertThat(contract.body()).startsWith("openapi: 3.1.0");
        assertThat(anybody.send("HEAD", "/api/openings", "").status()).isEqualTo(200);
    }

    @Test
    void theManagementPortHasItsOwnPathsAndNoOther() {
        Api management = Api.at(ServiceProcess.shared().management());

        assertThat(management.get("/live").status()).isEqualTo(200);
        assertThat(management.get("/ready").json().getString("status")).isEqualTo("up");
        assertThat(management.get("/metrics").body()).contains("boxoffice_claims_total{outcome=\"granted\"}");
        assertThat(management.get("/api/openings").problem()).isEqualTo("not-found");
        assertThat(anybody.get("/metrics").problem()).isEqualTo("not-found");
        assertThat(anybody.get("/ready").problem()).isEqualTo("not-found");
    }

    /** Something that may fail with what SQL throws. */
    private interface Steps {
        void take() throws SQLException;
    }

    private static void whileTheReplicaStandsStill(Steps steps) throws SQLException {
        database.awaitReplica();
        database.readerSql().run("STOP REPLICA SQL_THREAD");
        try {
            steps.take();
        } finally {
            database.readerSql().run("START REPLICA SQL_THREAD");
        }
        database.awaitReplica();
    }

    private static JsonObject create(JsonObject body) {
        Reply created = operator.post("/api/admin/openings", body);
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.json();
    }

    private static JsonObject shown(JsonObject opening) {
        Reply shown = anybody.get("/api/openings/" + id(opening));
        assertThat(shown.status()).as("%s", shown).isEqualTo(200);
        return shown.json();
    }

    private static String tag(JsonObject opening) {
        return anybody.get("/api/openings/" + id(opening)).header("etag");
    }

    /** The member's tickets of this opening. */
    private static List<JsonObject> tickets(Api member, JsonObject opening) {
        return objects(member.get("/api/tickets").json().getJsonArray("tickets")).stream()
                .filter(ticket -> ticket.getString("openingId").equals(id(opening)))
                .toList();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static String id(JsonObject opening) {
        return opening.getString("id");
    }

    private static String quotaId(JsonObject opening, int index) {
        return opening.getJsonArray("quotas").getJsonObject(index).getString("id");
    }
}
