package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.rush.Books;
import boxoffice.api.rush.Click;
import boxoffice.api.rush.Rush;
import boxoffice.api.rush.Rush.Member;
import boxoffice.api.rush.Told;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGTERM: what was accepted is answered, and nothing is left behind. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class StopIT {

    private static final Duration STOP_MAX = Duration.ofSeconds(15);
    private static final int CONNECTIONS = 800;
    private static final int SIGTERM_EXIT = 128 + 15;

    @Test
    void answersInTheMiddleOfABurstWhateverItHasAccepted() throws SQLException {
        try (ServiceProcess service = ServiceProcess.startForACrowd(ServiceProcess.testDatabase())) {
            JsonObject opening =
                    Api.at(service.address()).as("operator", "admin").open(Map.of("Screen 1", 1_500));
            List<Click> clicks = new ArrayList<>();
            for (Member member : Rush.members("everybody", 2_000)) {
                clicks.add(member.click(clicks.size() % CONNECTIONS, service, id(opening), ""));
            }

            List<Told> told;
            long stopNanos;
            int exitCode;
            try (Rush rush = Rush.start(clicks)) {
                rush.awaitAnswered(CONNECTIONS / 2);
                stopNanos = System.nanoTime();
                service.terminate();
                exitCode = service.awaitEnd(STOP_MAX);
                stopNanos = System.nanoTime() - stopNanos;
                told = rush.answers();
            }

            assertThat(exitCode).as("exit code").isIn(0, SIGTERM_EXIT);
            assertThat(told).allSatisfy(answer -> {
                assertThat(answer.failure()).as("no answer breaks off").isNotEqualTo("cut off");
                assertThat(answer.status()).isIn(0, 200, 201, 409, 503);
            });
            assertThat(firstOfEachConnection(told))
                    .as("all of these were on their way when it was told to stop")
                    .hasSize(CONNECTIONS)
                    .allSatisfy(answer -> assertThat(answer.isAnswered()).isTrue());
            assertThat(told.stream().filter(answer -> !answer.isAnswered()))
                    .as("it was stopped in the middle")
                    .isNotEmpty();
            Books books = Books.of(TestDatabase.shared().writerSql(), id(opening));
            books.assertThatTheyAgree();
            books.assertThatAllAcknowledgedAreThere(told);
            books.assertThatAllHoldersWereTold(told);
            System.out.printf(
                    "Stop: %d ms, %d tickets, answers %s%n",
                    TimeUnit.NANOSECONDS.toMillis(stopNanos), books.tickets().size(), summary(told));
            assertThat(service.output()).doesNotContain("did not stop cleanly", "Exception");
        }
    }

    private static Collection<Told> firstOfEachConnection(List<Told> told) {
        return told.stream()
                .collect(Collectors.toMap(Told::connection, answer -> answer, (first, later) -> first))
                .values();
    }

    private static Map<String, Long> summary(List<Told> told) {
        return told.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.isAnswered() ? Integer.toString(answer.status()) : answer.failure(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static String id(JsonObject opening) {
        return opening.getString("id");
    }
}
