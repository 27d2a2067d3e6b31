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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * 2,000 members press the button at the same instant, every tenth twice; on one process, and on three.
 *
 * <p>One rush goes before the one whose answers are timed, so that also this test's own crowd, a process that has just
 * started, is not measured while it is being compiled. The truth is checked in every rush. The members are new to the
 * service, so that each of their tokens is verified in the rush.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class RushIT {

    private static final int MEMBERS = 2_000;
    private static final int DOUBLE_CLICK_EVERY = 10;
    private static final int REHEARSALS = 1;

    /** The goal is a second, and the printed figures are for people; a busy build machine must not fail on them. */
    private static final long ANSWER_MICROS_MAX = Duration.ofSeconds(5).toMillis() * 1_000;

    private static TestDatabase database;
    private static ServiceProcess first;

    @BeforeAll
    static void startTheService() {
        database = TestDatabase.shared();
        first = ServiceProcess.startForACrowd(ServiceProcess.testDatabase());
        rehearse(List.of(first));
    }

    @AfterAll
    static void stopTheService() {
        first.close();
    }

    @Test
    void fiveHundredTicketsGoToFiveHundredOfTwoThousandMembers() throws SQLException {
        JsonObject opening = open(first, Map.of("Screen 1", 500));

        List<Told> told = rush("one process", everybodyClicks("one", List.of(first), opening, List.of("")));

        assertThatOneQuotaWentTruly(opening, told);
    }

    @Test
    void threeProcessesOnOneDatabaseGiveAwayNoMoreThanOne() throws SQLException {
        try (ServiceProcess second = ServiceProcess.startForACrowd(ServiceProcess.testDatabase());
                ServiceProcess third = ServiceProcess.startForACrowd(ServiceProcess.testDatabase())) {
            rehearse(List.of(first, second, third));
            JsonObject opening = open(second, Map.of("Screen 1", 500));

            List<Told> told = rush(
                    "three processes", everybodyClicks("three", List.of(first, second, third), opening, List.of("")));

            assertThatOneQuotaWentTruly(opening, told);
        }
    }

    @Test
    void aMemberWhoWantsBothQuotasGetsOneTicket() throws SQLException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("Screen 1", 300);
        sizes.put("Screen 2", 200);
        JsonObject opening = open(first, sizes);
        String one = quota(opening, 0);
        String two = quota(opening, 1);

        List<Told> told = rush("two quotas", everybodyClicks("two", List.of(first), opening, List.of(one, two)));

        assertThatEveryAnswerIsTrue(told);
        assertThatEveryAnswerCameInTime(told);
        Books books = Books.of(database.writerSql(), id(opening));
        books.assertThatTheyAgree();
        books.assertThatAllAcknowledgedAreThere(told);
        books.assertThatAllHoldersWereTold(told);
        assertThat(books.quotas().values()).extracting(Books.QuotaRow::issued).containsExactly(300, 200);
        assertThat(told.stream().filter(answer -> answer.status() == 201)).hasSize(500);
        assertThat(told.stream().filter(answer -> answer.status() == 201))
                .as("a new ticket is of the quota that was asked for")
                .allSatisfy(answer -> assertThat(answer.ticket().quota()).hasToString(answer.quota()));
    }

    /** Every tenth member clicks twice at once, where there are several services on two, and wants each quota. */
    private static List<Click> everybodyClicks(
            String members, List<ServiceProcess> services, JsonObject opening, List<String> quotas) {
        List<Member> clicking = Rush.members(members, MEMBERS);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < clicking.size(); i++) {
            int clicksOfOne = i % DOUBLE_CLICK_EVERY == 0 ? 2 : 1;
            for (int click = 0; click < clicksOfOne; click++) {
                ServiceProcess service = services.get((i + click) % services.size());
                clicks.add(clicking.get(i)
                        .click(clicks.size(), service, id(opening), quotas.get((i + click) % quotas.size())));
            }
        }
        return clicks;
    }

    private static void rehearse(List<ServiceProcess> services) {
        for (int i = 1; i <= REHEARSALS; i++) {
            JsonObject opening = open(first, Map.of("Screen 1", 500));
            List<Told> told = rush(
                    "rehearsal " + i + " of " + services.size(),
                    everybodyClicks("rehearsing", services, opening, List.of("")));
            assertThatEveryAnswerIsTrue(told);
        }
    }

    private static List<Told> rush(String what, List<Click> clicks) {
        List<Told> told = Rush.run(clicks);
        System.out.println(Rush.latencies("Rush, " + what, told));
        assertThat(told).hasSameSizeAs(clicks);
        return told;
    }

    private static void assertThatOneQuotaWentTruly(JsonObject opening, List<Told> told) throws SQLException {
        assertThatEveryAnswerIsTrue(told);
        assertThatEveryAnswerCameInTime(told);
        List<Told> granted =
                told.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(granted.stream().map(answer -> answer.ticket().number()).sorted())
                .isEqualTo(IntStream.rangeClosed(1, 500).boxed().toList());
        assertThatNobodyWithATicketWasRefused(told);
        Books books = Books.of(database.writerSql(), id(opening));
        books.assertThatTheyAgree();
        books.assertThatAllAcknowledgedAreThere(told);
        books.assertThatAllHoldersWereTold(told);
        assertThat(books.tickets()).hasSize(500);
    }

    /** No status but 200, 201, 409; one new ticket for a member at most, and always the same. */
    private static void assertThatEveryAnswerIsTrue(List<Told> told) {
        assertThat(told).allSatisfy(answer -> {
            assertThat(answer.failure()).isEmpty();
            assertThat(answer.status()).isIn(200, 201, 409);
            assertThat(answer.status() != 409 || answer.problem().equals("sold-out"))
                    .isTrue();
        });
        byMember(told).forEach((member, answers) -> {
            assertThat(answers.stream().filter(answer -> answer.status() == 201))
                    .as("new tickets of %s", member)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(answers.stream().filter(Told::isTicket).map(Told::ticket).distinct())
                    .as("tickets of %s", member)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(answers.stream().anyMatch(answer -> answer.status() == 201))
                    .as("%s holds a ticket, and was told once that it is new", member)
                    .isEqualTo(answers.stream().anyMatch(Told::isTicket));
        });
    }

    private static void assertThatEveryAnswerCameInTime(List<Told> told) {
        assertThat(told.stream().mapToLong(Told::micros).max().orElseThrow())
                .as("the slowest answer, in microseconds")
                .isLessThan(ANSWER_MICROS_MAX);
    }

    private static void assertThatNobodyWithATicketWasRefused(List<Told> told) {
        assertThat(byMember(told)).allSatisfy((member, answers) -> assertThat(
                        answers.stream().map(Told::isTicket).collect(Collectors.toSet()))
                .isIn(Set.of(true), Set.of(false)));
    }

    private static Map<String, List<Told>> byMember(List<Told> told) {
        return told.stream().collect(Collectors.groupingBy(Told::member));
    }

    private static JsonObject open(ServiceProcess service, Map<String, Integer> quotas) {
        return Api.at(service.address()).as("operator", "admin").open(quotas);
    }

    private static String id(JsonObject opening) {
        return opening.getString("id");
    }

    private static String quota(JsonObject opening, int index) {
        return opening.getJsonArray("quotas").getJsonObject(index).getString("id");
    }
}
