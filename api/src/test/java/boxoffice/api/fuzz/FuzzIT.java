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
    private static final int FULL = 100_000;

    @Test
    void whateverIsSentIsAnsweredByTheContractAndHarmsNobody() throws Exception {
        List<Operation> operations = Operation.all();
        TestDatabase database = TestDatabase.shared();
        try (ServiceProcess service = ServiceProcess.onTestDatabase()) {
            Api operator = Api.at(service.address()).as("fuzz-operator", "admin");
            List<JsonObject> openings = openings(service, operator);

            List<Worker> workers = fire(service, operations, openings);

            tell(workers);
            assertThat(workers)
                    .allSatisfy(worker -> assertThat(worker.complaints()).isEmpty());
            assertThatEveryOperationWasReached(workers, operations);
            assertThatTheServiceIsSound(service, operator);
            assertThatTheTablesAddUp(database, Long.parseLong(openings.get(0).getString("id")));
        }
    }

    private static List<Worker> fire(ServiceProcess service, List<Operation> operations, List<JsonObject> openings)
            throws InterruptedException, ExecutionException {
        Judge judge = new Judge(operations);
        List<String> ids =
                openings.stream().map(opening -> opening.getString("id")).toList();
        List<String> quotas = openings.stream()
                .map(opening -> opening.getJsonArray("quotas").getJsonObject(0).getString("id"))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        List<Worker> workers = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            Worker worker = new Worker(
                    SEED + i,
                    operations,
                    Tokens.of(i),
                    new Known(ids, quotas),
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

    /** One of each phase; enough tickets for a while, and one that is soon sold out. */
    private static List<JsonObject> openings(ServiceProcess service, Api operator) {
        Instant now = Instant.now();
        Reply announced = operator.post(
                "/api/admin/openings",
                Api.opening(Map.of("later", 5), now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2))));
        List<JsonObject> openings = new ArrayList<>();
        for (Map<String, Integer> quotas :
                List.of(Map.of("wide", 2_000), Map.of("narrow", 5), Map.of("a", 50, "b", 50))) {
            JsonObject opening = operator.open(quotas);
            openings.add(opening);
            assertThat(claimed(service, opening))
                    .as("a ticket, so that it cannot be deleted")
                    .isEqualTo(201);
        }
        openings.add(announced.json());
        return openings;
    }

    private static int claimed(ServiceProcess service, JsonObject opening) {
        return Api.at(service.address())
                .as("fuzz-holder")
                .claim(
                        opening.getString("id"),
                        opening.getJsonArray("quotas").getJsonObject(0).getString("id"))
                .status();
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

    /** Or all of it was only refused at the gate; a short run may miss some that want luck, a full one none. */
    private static void assertThatEveryOperationWasReached(List<Worker> workers, List<Operation> operations) {
        Set<String> reached = workers.stream()
                .flatMap(worker -> worker.successes().keySet().stream())
                .collect(Collectors.toSet());
        List<String> missed = operations.stream()
                .map(Operation::id)
                .filter(id -> !isAbsent(id) && !reached.contains(id))
                .toList();
        assertThat(missed)
                .as("operations that were never answered with success")
                .hasSizeLessThanOrEqualTo(REQUESTS < FULL ? operations.size() / 10 : 0);
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
