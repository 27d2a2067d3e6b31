package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.rush.Books;
import boxoffice.api.rush.Click;
import boxoffice.api.rush.Rush;
import boxoffice.api.rush.Rush.Member;
import boxoffice.api.rush.TicketTold;
import boxoffice.api.rush.Told;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.BuiltFiles;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9} of the service in the middle of a burst, and a start after it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class KillIT {

    @Test
    void whatWasAcknowledgedOutlivesTheProcess() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        JsonObject opening;
        List<Member> members;
        List<Told> before;
        try (ServiceProcess service = ServiceProcess.startForACrowd(ServiceProcess.testDatabase())) {
            opening = Api.at(service.address()).as("operator", "admin").open(Map.of("Screen 1", 1_500));
            members = Rush.members("everybody", 2_000);
            before = burstWithAKill(service, clicks(members, service, opening, 200), 500);
        }
        Books afterTheKill = Books.of(database.writerSql(), id(opening));
        afterTheKill.assertThatTheyAgree();
        afterTheKill.assertThatAllAcknowledgedAreThere(before);

        try (ServiceProcess restarted = ServiceProcess.startForACrowd(ServiceProcess.testDatabase())) {
            List<Member> unanswered = unanswered(members, before);
            List<Told> after = Rush.run(clicks(unanswered, restarted, opening, 200));

            assertThat(after).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 201, 409));
            Books books = Books.of(database.writerSql(), id(opening));
            books.assertThatTheyAgree();
            books.assertThatAllAcknowledgedAreThere(before);
            books.assertThatAllAcknowledgedAreThere(after);
            assertThat(books.tickets()).hasSize(1_500);
            assertThat(after.stream().filter(answer -> answer.status() == 200).map(Told::ticket))
                    .as("whoever got a ticket and no answer is told of that very one")
                    .containsExactlyInAnyOrderElementsOf(afterTheKill.tickets().values().stream()
                            .filter(ticket -> before.stream()
                                    .noneMatch(answer ->
                                            answer.isTicket() && answer.member().equals(ticket.member())))
                            .toList());
            System.out.printf(
                    "Kill: %d acknowledged, %d in the tables, %d members repeated%n",
                    acknowledged(before).size(), afterTheKill.tickets().size(), unanswered.size());
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesTheProcessOnTheEmbeddedDefaultToo() {
        Path folder = BuiltFiles.fresh("embedded-default", "");
        Map<String, String> settings = Map.of("BOXOFFICE_DATA_DIR", folder.toString());
        try {
            JsonObject opening;
            Map<String, String> tokens;
            List<Told> before;
            try (ServiceProcess service = ServiceProcess.startForACrowd(settings)) {
                Api anybody = Api.at(service.address());
                opening = anybody.signedIn("operator", "admin").open(Map.of("Screen 1", 300));
                tokens = tokens(anybody, 400);
                List<Member> members = members(tokens);
                before = burstWithAKill(service, clicks(members, service, opening, 40), 100);
            }

            try (ServiceProcess restarted = ServiceProcess.startForACrowd(settings)) {
                Api anybody = Api.at(restarted.address());
                Map<String, TicketTold> acknowledged = acknowledged(before);
                assertThat(acknowledged).isNotEmpty();
                acknowledged.forEach((member, ticket) -> {
                    Reply shown = anybody.with(tokens.getOrDefault(member, "")).get("/api/tickets/" + ticket.id());
                    assertThat(shown.status()).as("the ticket of %s", member).isEqualTo(200);
                    assertThat(shown.json().getInteger("number")).isEqualTo(ticket.number());
                    assertThat(shown.json().getString("code")).isEqualTo(ticket.code());
                });
                List<Told> after = Rush.run(clicks(unanswered(members(tokens), before), restarted, opening, 40));
                assertThat(after)
                        .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 201, 409));
                Map<String, TicketTold> all = new HashMap<>(acknowledged);
                all.putAll(acknowledged(after));
                assertThat(all.values().stream().map(TicketTold::number).sorted())
                        .as("the numbers of all tickets, before and after")
                        .isEqualTo(IntStream.rangeClosed(1, 300).boxed().toList());
            }
        } finally {
            if (Files.exists(folder)) {
                BuiltFiles.delete(folder);
            }
        }
    }

    /** All that was told; the process is gone while most wait for an answer. */
    private static List<Told> burstWithAKill(ServiceProcess service, List<Click> clicks, int answersBefore) {
        try (Rush rush = Rush.start(clicks)) {
            rush.awaitAnswered(answersBefore);
            service.kill();
            List<Told> told = rush.answers();
            assertThat(told.stream().filter(Told::isAnswered)).hasSizeGreaterThanOrEqualTo(answersBefore);
            assertThat(told.stream().filter(answer -> !answer.isAnswered()))
                    .as("it was killed in the middle")
                    .isNotEmpty();
            return told;
        }
    }

    private static List<Click> clicks(
            List<Member> members, ServiceProcess service, JsonObject opening, int connections) {
        List<Click> clicks = new ArrayList<>();
        for (Member member : members) {
            clicks.add(member.click(clicks.size() % connections, service, id(opening), ""));
        }
        return clicks;
    }

    private static List<Member> unanswered(List<Member> members, List<Told> told) {
        Set<String> answered =
                told.stream().filter(Told::isAnswered).map(Told::member).collect(Collectors.toSet());
        return members.stream()
                .filter(member -> !answered.contains(member.name()))
                .toList();
    }

    private static Map<String, TicketTold> acknowledged(List<Told> told) {
        return told.stream()
                .filter(Told::isTicket)
                .map(Told::ticket)
                .collect(Collectors.toMap(TicketTold::member, ticket -> ticket));
    }

    private static Map<String, String> tokens(Api anybody, int members) {
        return IntStream.range(0, members)
                .mapToObj(i -> "m-" + i)
                .collect(Collectors.toMap(member -> member, member -> anybody.developmentToken(member)));
    }

    private static List<Member> members(Map<String, String> tokens) {
        return tokens.entrySet().stream()
                .map(entry -> new Member(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String id(JsonObject opening) {
        return opening.getString("id");
    }
}
