package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import boxoffice.api.http.Problem.BodyError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BodyReaderTest {

    private static final String JSON = "application/json";

    private final Contract contract = Contract.read();

    @Test
    void takesWhatTheSchemaAllows() {
        JsonObject sent = opening();

        assertThat(BodyReader.read(body("createOpening"), JSON, sent.toBuffer()))
                .isEqualTo(sent);
    }

    @Test
    void takesNoBodyWhereNoneIsNeeded() {
        assertThat(BodyReader.read(body("claimTicket"), null, null)).isEqualTo(new JsonObject());
        assertThat(BodyReader.read(body("claimTicket"), JSON, Buffer.buffer())).isEqualTo(new JsonObject());
        assertThat(BodyReader.read(null, null, Buffer.buffer("whatever"))).isEqualTo(new JsonObject());
    }

    @Test
    void wantsABodyWhereOneIsNeeded() {
        assertThat(problem("createOpening", JSON, "").detail()).isEqualTo("the body is missing: send a JSON object");
        assertThatThrownBy(() -> BodyReader.read(body("createOpening"), JSON, null))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void takesJsonByAnyOfItsSpellings() {
        for (String type :
                new String[] {JSON, "APPLICATION/JSON", "application/json; charset=utf-8", " application/json ;x"}) {
            assertThat(BodyReader.read(body("claimTicket"), type, Buffer.buffer("{}")))
                    .isEqualTo(new JsonObject());
        }
        assertThat(BodyReader.read(body("claimTicket"), null, Buffer.buffer("{}")))
                .isEqualTo(new JsonObject());
    }

    @Test
    void refusesOtherMediaTypes() {
        for (String type : new String[] {"text/plain", "application/jsonx", "application/problem+json", "", ";"}) {
            Problem problem = problem("claimTicket", type, "{}");
            assertThat(problem.status()).as(type).isEqualTo(415);
            assertThat(problem.name()).isEqualTo("unsupported-media-type");
        }
    }

    @Test
    void tellsWhereTheJsonEndsToBeJson() {
        Problem problem = problem("claimTicket", JSON, "{\n  \"quotaId\": secret\n}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail())
                .startsWith("the body is not JSON: look at line 2, column ")
                .doesNotContain("secret");
        assertThat(problem.errors()).isEmpty();
    }

    @Test
    void wantsAnObject() {
        for (String sent : new String[] {"[]", "1", "\"x\"", "null", "true"}) {
            Problem problem = problem("claimTicket", JSON, sent);
            assertThat(problem.status()).as(sent).isEqualTo(400);
            assertThat(problem.errors()).as(sent).containsExactly(new BodyError("", "is not a JSON object"));
        }
    }

    @Test
    void tellsEachFaultWithItsPlace() {
        JsonObject sent = opening().put("title", 7).put("colour", "red");
        sent.remove("closesAt");
        sent.getJsonArray("quotas").getJsonObject(0).put("size", "many");

        assertThat(problem("createOpening", JSON, sent.encode()).errors())
                .contains(
                        new BodyError("", "lacks closesAt"),
                        new BodyError("/title", "must be of type string"),
                        new BodyError("/colour", "is not known here"),
                        new BodyError("/quotas/0/size", "must be of type integer"));
    }

    @Test
    void namesTheRuleOfTheContractThatIsBroken() {
        Problem problem =
                problem("claimTicket", JSON, new JsonObject().put("quotaId", "").encode());

        assertThat(problem.errors()).hasSize(1).allSatisfy(error -> {
            assertThat(error.pointer()).isEqualTo("/quotaId");
            assertThat(error.detail()).contains("of the contract");
        });
        assertThat(problem.detail()).startsWith("/quotaId ");
    }

    @Test
    void tellsTenFaultsAtMost() {
        JsonObject sent = new JsonObject();
        for (int i = 0; i < 100; i++) {
            sent.put("odd" + i, i);
        }

        assertThat(problem("claimTicket", JSON, sent.encode()).errors()).hasSize(10);
    }

    @Test
    void neverRepeatsWhatWasSent() {
        JsonObject sent = opening().put("title", new JsonArray().add("<script>"));

        Problem problem = problem("createOpening", JSON, sent.encode());

        assertThat(problem.toJson().encode()).doesNotContain("script");
    }

    private Problem problem(String operation, @Nullable String type, String sent) {
        ProblemException refusal = Objects.requireNonNull(catchThrowableOfType(
                ProblemException.class, () -> BodyReader.read(body(operation), type, Buffer.buffer(sent))));
        return refusal.problem();
    }

    private ContractOperation.@Nullable Body body(String operation) {
        return contract.operations().stream()
                .filter(each -> each.id().equals(operation))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private static JsonObject opening() {
        return new JsonObject()
                .put("title", "a")
                .put("movie", "b")
                .put("opensAt", "2030-01-01T00:00:00Z")
                .put("closesAt", "2030-01-02T00:00:00Z")
                .put(
                        "quotas",
                        new JsonArray(List.of(new JsonObject().put("name", "q").put("size", 1))));
    }
}
