package boxoffice.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.fuzz.Wire.Received;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without a judge that can refuse, a fuzzer finds nothing. */
class JudgeTest {

    private static final List<Operation> CONTRACT = Operation.all();
    private static final Judge JUDGE = new Judge(CONTRACT);
    private static final Operation TICKETS = CONTRACT.stream()
            .filter(operation -> operation.id().equals("listTickets"))
            .findFirst()
            .orElseThrow();

    @Test
    void whatTheContractHasIsTaken() {
        assertThat(JUDGE.complaints(TICKETS, false, json(200, "{\"tickets\":[]}")))
                .isEmpty();
        assertThat(JUDGE.complaints(TICKETS, false, problem(404, "there is nothing")))
                .isEmpty();
    }

    @Test
    void aFaultOfOursIsReported() {
        assertThat(JUDGE.complaints(TICKETS, false, problem(500, "our fault"))).isNotEmpty();
    }

    @Test
    void aPageInPlaceOfAProblemIsReported() {
        assertThat(JUDGE.complaints(TICKETS, false, answer(404, "text/html", "<html>Not found</html>")))
                .isNotEmpty();
    }

    @Test
    void aTalkativeProblemIsReported() {
        for (String detail : List.of(
                "java.lang.IllegalStateException: x", "SELECT id FROM ticket", "no such column: SQL state 42S22")) {
            assertThat(JUDGE.complaints(null, false, problem(400, detail)))
                    .as(detail)
                    .isNotEmpty();
        }
    }

    @Test
    void aBodyAgainstTheSchemaIsReported() {
        assertThat(JUDGE.complaints(TICKETS, false, json(200, "{\"tickets\":[{\"id\":7}]}")))
                .isNotEmpty();
        assertThat(JUDGE.complaints(TICKETS, false, json(200, "{"))).isNotEmpty();
    }

    @Test
    void aStatusThatTheContractDoesNotHaveIsReported() {
        assertThat(JUDGE.complaints(TICKETS, false, json(202, "{\"tickets\":[]}")))
                .isNotEmpty();
        assertThat(JUDGE.complaints(null, false, answer(302, "text/plain", ""))).isNotEmpty();
        assertThat(JUDGE.complaints(null, false, problem(418, "a teapot"))).isNotEmpty();
    }

    @Test
    void aProblemThatDoesNotSayWhatToDoIsReported() {
        assertThat(JUDGE.complaints(null, false, problem(401, "sign in"))).isNotEmpty();
        assertThat(JUDGE.complaints(null, false, problem(405, "no"))).isNotEmpty();
        assertThat(JUDGE.complaints(null, false, problem(503, "later"))).isNotEmpty();
    }

    private static Received problem(int status, String detail) {
        return answer(
                status,
                "application/problem+json",
                new JsonObject()
                        .put("type", "/problems/x")
                        .put("title", "X")
                        .put("status", status)
                        .put("detail", detail)
                        .encode());
    }

    private static Received json(int status, String body) {
        return answer(status, "application/json", body);
    }

    private static Received answer(int status, String mediaType, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", mediaType);
        headers.put("x-content-type-options", "nosniff");
        return new Received(status, headers, Buffer.buffer(body));
    }
}
