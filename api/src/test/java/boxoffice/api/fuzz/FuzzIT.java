package boxoffice.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of requests that nobody decent sends, made up from the contract; the profile {@code fuzz} sends 200,000.
 * The seed is printed, and {@code -Dboxoffice.fuzz.seed} sends the same again, but for what depends on the time.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("boxoffice.fuzz.requests", 10_000);
    private static final long SEED = Long.getLong("boxoffice.fuzz.seed", 0) == 0
            ? System.currentTimeMillis()
            : Long.getLong("boxoffice.fuzz.seed", 0);
    private static final int WORKERS = 8;
    private static final int TICKETS_EACH = 5;
    private static final int COMING_EACH = 3;
    private static final int INSISTING_MAX = 2_000;

    @Test
    void whateverIsSentIsAnsweredByTheContractAndHarmsNobody() throws Exception {
        List<Operation> operations = Operation.all();
        TestDatabase database = TestDatabase.shared();
        try (ServiceProcess service = ServiceProcess.onTestDatabase()) {
            Api operator = Api.at(service.address()).as("fuzz-operator", "admin");
            List<JsonObject> openings = openings(service, operator);

            List<Worker> workers = fire(service, operations, operator, openings);

            insistOnWhatWasMissed(workers, operations);
            tell(workers);
            assertThat(workers)
                    .allSatisfy(worker -> assertThat(worker.complaints()).isEmpty());
            assertThat(missed(workers, operations)).extracting(Operation::id).isEmpty();
            assertThatTheServiceIsSound(service, operator);
            assertThatTheTablesAddUp(database, Long.parseLong(id(openings.get(0))));
        }
    }

    private static List<Worker> fire(
            ServiceProcess service, List<Operation> operations, Api operator, List<JsonObject> openings)
            throws InterruptedException, ExecutionException {
        Judge judge = new Judge(operations);
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        List<Worker> workers = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        List<Tokens> tokens = IntStream.range(0, WORKERS).mapToObj(Tokens::of).toList();
        List<Known> known = tokens.stream()
                .map(each -> known(service, operator, openings, each, new Dice(SEED)))
                .toList();
        for (int i = 0; i < WORKERS; i++) {
            Worker worker = new Worker(
                    SEED + i,
                    operations,
                    tokens.get(i),
                    known.get(i),
                    judge,
                    shot -> shot.target() != null && shot.target().onManagementPort()
                            ? service.management().getPort()
                            : service.port());
            workers.add(worker);
            running.add(threads.submit(() -> worker.run(REQUESTS / WORKERS)));
        }
        threads.shutdown();
        for (Future<?> each : running) {
            assertThat(each.get()).isNull();
        }
        return workers;
    }

    /** So that no operation is left to luck: the openings, some tickets held, and openings still to come. */
    private static Known known(
            ServiceProcess service, Api operator, List<JsonObject> openings, Tokens tokens, Dice dice) {
        Known known = new Known(openings.stream().map(Known.Opening::of).toList());
        for (int i = 0; i < TICKETS_EACH; i++) {
            String token = tokens.members().get(i);
            Reply claimed = claim(Api.at(service.address()).withHeader("Authorization", token), openings.get(0));
            assertThat(claimed.status()).isEqualTo(201);
            known.learn(claimed.json(), token, dice);
        }
        for (int i = 0; i < COMING_EACH; i++) {
            known.learn(coming(operator), "", dice);
        }
        return known;
    }

    private static JsonObject coming(Api operator) {
        Instant now = Instant.now();
        return operator.post(
                        "/api/admin/openings",
                        Api.opening(Map.of("later", 5), now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2))))
                .json();
    }

    /** One of each phase, one that nobody can get more of among them; each with a ticket, so that none is deleted. */
    private static List<JsonObject> openings(ServiceProcess service, Api operator) {
        List<JsonObject> openings = new ArrayList<>();
        for (Map<String, Integer> quotas :
                List.of(Map.of("wide", 2_000), Map.of("narrow", 5), Map.of("a", 50, "b", 50), Map.of("last", 1))) {
            JsonObject opening = operator.open(quotas);
            openings.add(opening);
            assertThat(claim(Api.at(service.address()).as("fuzz-holder"), opening)
                            .status())
                    .isEqualTo(201);
        }
        openings.add(coming(operator));
        return openings;
    }

    private static Reply claim(Api member, JsonObject opening) {
        return member.claim(
                id(opening), opening.getJsonArray("quotas").getJsonObject(0).getString("id"));
    }

    private static String id(JsonObject opening) {
        return opening.getString("id");
    }

    private static void tell(List<Worker> workers) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        workers.forEach(
                worker -> worker.statuses().forEach((status, count) -> statuses.merge(status, count, Integer::sum)));
        System.out.printf(
                "Fuzz, seed %d: %d shots, answers by status %s%n",
                SEED, workers.stream().mapToInt(Worker::sent).sum(), statuses);
        workers.forEach(worker -> worker.complaints().forEach(System.out::println));
    }

    /** What a short run has not met by luck. */
    private static void insistOnWhatWasMissed(List<Worker> workers, List<Operation> operations) {
        for (Operation operation : missed(workers, operations)) {
            workers.get(0).insistOn(operation, INSISTING_MAX);
        }
    }

    /** Operations that were only ever refused, at the gate perhaps. */
    private static List<Operation> missed(List<Worker> workers, List<Operation> operations) {
        Set<String> reached = workers.stream()
                .flatMap(worker -> worker.successes().keySet().stream())
                .collect(Collectors.toSet());
        return operations.stream()
                .filter(each -> !isAbsent(each.id()) && !reached.contains(each.id()))
                .toList();
    }

    /** Nobody gets a token from the service here, nor a mail. */
    private static boolean isAbsent(String id) {
        return id.contains("Development") || id.equals("subscribe");
    }

    private static void assertThatTheServiceIsSound(ServiceProcess service, Api operator) {
        assertThat(Api.at(service.management()).get("/ready").status()).isEqualTo(200);
        Api member = Api.at(service.address()).as("fuzz-honest-" + SEED);
        assertThat(member.claim(operator.open(Map.of("a", 1)).getString("id")).status())
                .isEqualTo(201);
        assertThat(service.output())
                .doesNotContain(
                        "a request failed", "Unhandled exception", "OutOfMemory", "LEAK", "NullPointer", "ClassCast");
    }

    /** Of the openings since the first of this test: others break theirs on purpose. */
    private static void assertThatTheTablesAddUp(TestDatabase database, long first) throws SQLException {
        assertThat(database.writerSql()
                        .rows(
                                "SELECT q.id FROM quota q LEFT JOIN (SELECT quota_id, COUNT(*) AS held,"
                                        + " COUNT(DISTINCT number) AS numbers, MAX(number) AS highest FROM ticket GROUP BY quota_id) t"
                                        + " ON t.quota_id = q.id WHERE q.opening_id >= ? AND (q.issued <> COALESCE(t.held, 0) OR q.issued > q.size"
                                        + " OR COALESCE(t.numbers, 0) <> q.issued OR COALESCE(t.highest, 0) > q.highest_number)",
                                first))
                .as("quotas whose counts are not those of their tickets")
                .isEmpty();
    }
}
