package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.rush.Click;
import boxoffice.api.rush.Rush;
import boxoffice.api.rush.Rush.Member;
import boxoffice.api.rush.Told;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.Flood;
import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that ask without end, beside members who press a button. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class BotsIT {

    private static final int MEMBERS = 2_000;
    private static final int PER_SECOND = 5_000;

    private static ServiceProcess service;
    private static Api operator;
    private static int rushes;

    @BeforeAll
    static void startAServiceThatKnowsItsBalancer() {
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_ADDRESS_REQUESTS_PER_SECOND", "3000");
        settings.put("BOXOFFICE_ADDRESS_PROXIES", "1");
        service = ServiceProcess.startForACrowd(settings);
        operator = Api.at(service.address()).as("operator", "admin").withHeader("X-Forwarded-For", "198.51.100.99");
    }

    @AfterAll
    static void stopIt() {
        service.close();
    }

    @Test
    void anAddressThatAsksTooOftenIsTurnedAwayAndNoOtherIs() {
        try (Flood flood = Flood.of(service, "/api/openings", List.of(), "203.0.113.7, 198.51.100.1", 20_000)) {
            flood.awaitAnswers(12_000);
        }
        Api anybody = Api.at(service.address());
        Reply refused =
                anybody.withHeader("X-Forwarded-For", "1.2.3.4, 198.51.100.1").get("/api/openings");
        List<Reply> others = IntStream.range(0, 20)
                .mapToObj(i -> anybody.withHeader("X-Forwarded-For", "198.51.100.1, 198.51.100." + (2 + i))
                        .get("/api/openings"))
                .toList();

        assertThat(others).allMatch(reply -> reply.status() == 200);
        if (refused.status() == 429) { // a slow machine may have let it rest for so long that it may ask again
            assertThat(refused.problem()).isEqualTo("too-many-requests");
            assertThat(refused.header("ratelimit-policy")).isEqualTo("\"address\";q=9000;w=3");
            assertThat(refused.header("ratelimit")).startsWith("\"address\";r=0;t=");
            assertThat(refused.header("retry-after")).isEqualTo("1");
        }
    }

    @Test
    @Tag("long")
    void oneTokenAtFiveThousandRequestsASecondHoldsUpNobody() {
        List<Told> quiet = rush("before one token's bot");
        List<String> token = List.of(IdentityProvider.shared().token("bot"));
        try (Flood flood = Flood.of(service, "/api/tickets", token, "", PER_SECOND)) {
            flood.awaitAnswers(PER_SECOND);
            List<Told> told = rush("beside one token's bot");

            System.out.println("Bots, one token: " + flood.told());
            assertThat(flood.status(429)).isPositive();
            assertThatAllAreServed(quiet, told);
        }
    }

    @Test
    @Tag("long")
    void aThousandTokensBehindOneAddressHoldUpNobodyAndLockNobodyOut() {
        List<Told> quiet = rush("before a thousand tokens");
        List<String> tokens =
                Rush.members("bots", 1_000).stream().map(Member::token).toList();
        try (Flood flood = Flood.of(service, "/api/tickets", tokens, "", PER_SECOND)) {
            flood.awaitAnswers(PER_SECOND);
            List<Told> told = rush("beside a thousand tokens behind their address");

            System.out.println("Bots, a thousand tokens: " + flood.told());
            assertThatAllAreServed(quiet, told);
        }
    }

    /** All tickets went, everybody was answered; the figures are for people. */
    private static void assertThatAllAreServed(List<Told> quiet, List<Told> told) {
        for (List<Told> each : List.of(quiet, told)) {
            assertThat(each).allMatch(Told::isAnswered);
            assertThat(each.stream().filter(answer -> answer.status() == 201)).hasSize(500);
        }
    }

    private static List<Told> rush(String what) {
        String id = operator.open(Map.of("Screen 1", 500)).getString("id");
        List<Member> members = Rush.members("beside-bots-" + rushes++ % 2, MEMBERS);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            clicks.add(members.get(i).click(i, service, id, ""));
        }
        List<Told> told = Rush.run(clicks);
        System.out.println(Rush.latencies("Bots, " + what, told));
        return told;
    }
}
