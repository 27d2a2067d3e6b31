package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.rush.Click;
import boxoffice.api.rush.Rush;
import boxoffice.api.rush.Rush.Member;
import boxoffice.api.rush.Told;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.RawConnection;
import boxoffice.api.testing.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Connections that drip: each kind ends by itself, and 2,000 of a kind do not hold up 2,000 honest members. The rush
 * beside them is held against one before them on the same machine, since no figure is true on every machine.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class SlowConnectionsIT {

    private static final int SLOW = 2_000;
    private static final int MEMBERS = 2_000;
    private static final double SLOWER_MAX = 2.0;
    private static final long P99_MICROS_MAX = Duration.ofSeconds(1).toMillis() * 1_000;
    private static final Duration ENDED_MAX = Duration.ofSeconds(20);
    private static final AtomicInteger RUSHES = new AtomicInteger();

    private static ServiceProcess service;
    private static Api operator;
    private static String opening;

    @BeforeAll
    static void startTheService() {
        service = ServiceProcess.onTestDatabase();
        operator = Api.at(service.address()).as("operator", "admin");
        opening = operator.open(Map.of("Screen 1", 10)).getString("id");
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    @Test
    void aHeadThatDripsIsCutOff() {
        assertThatItEnds(slowHead(), " ");
    }

    @Test
    void aBodyThatDripsIsAnsweredAndCutOff() {
        try (RawConnection dripping = slowBody()) {
            drip(dripping, " ");
            assertThat(dripping.reply(ENDED_MAX)).hasValueSatisfying(reply -> {
                assertThat(reply.status()).isEqualTo(408);
                assertThat(reply.problem()).isEqualTo("request-timeout");
            });
            assertThat(dripping.reply(ENDED_MAX)).isEmpty();
        }
    }

    @Test
    void aBodyThatDripsInChunksIsAnsweredAndCutOff() {
        try (RawConnection dripping = RawConnection.to(service)) {
            dripping.send(claim() + "Transfer-Encoding: chunked\r\n\r\n");
            drip(dripping, "1\r\n \r\n");
            assertThat(dripping.reply(ENDED_MAX))
                    .hasValueSatisfying(reply -> assertThat(reply.status()).isEqualTo(408));
            assertThat(dripping.reply(ENDED_MAX)).isEmpty();
        }
    }

    @Test
    void whoAsksOnWithoutReadingIsCutOff() {
        try (RawConnection greedy = slowReader()) {
            Poll.until("the connection is closed", ENDED_MAX, () -> !greedy.isTaken(asks(50)));
        }
        assertThat(Api.at(service.address()).get("/api/openings").status()).isEqualTo(200);
    }

    @Test
    @Tag("long")
    void twoThousandSlowHeadsHoldUpNobody() {
        assertThatNobodyIsHeldUpBy("slow heads", i -> slowHead());
    }

    @Test
    @Tag("long")
    void twoThousandSlowBodiesHoldUpNobody() {
        assertThatNobodyIsHeldUpBy("slow bodies", i -> slowBody());
    }

    @Test
    @Tag("long")
    void twoThousandSlowReadersHoldUpNobody() {
        assertThatNobodyIsHeldUpBy("slow readers", i -> slowReader());
    }

    private static void assertThatNobodyIsHeldUpBy(String what, Function<Integer, RawConnection> kind) {
        long quiet = Math.max(p99(rush("before " + what)), p99(rush("before " + what)));
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(kind.apply(i));
            }
            List<Told> told = rush("beside " + SLOW + " " + what);
            assertThat(told).allMatch(Told::isAnswered);
            assertThat(told.stream().filter(answer -> answer.status() == 201)).hasSize(500);
            assertThat(p99(told))
                    .as("p99 beside %s in microseconds, %d before", what, quiet)
                    .isLessThan(P99_MICROS_MAX)
                    .isLessThanOrEqualTo(Math.round(SLOWER_MAX * quiet));
        } finally {
            slow.forEach(RawConnection::close);
        }
    }

    private static List<Told> rush(String what) {
        String id = operator.open(Map.of("Screen 1", 500)).getString("id");
        List<Member> members = Rush.members("slow-" + RUSHES.incrementAndGet() % 2, MEMBERS);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            clicks.add(members.get(i).click(i, service, id, ""));
        }
        List<Told> told = Rush.run(clicks);
        System.out.println(Rush.latencies("Slow connections, " + what, told));
        return told;
    }

    private static long p99(List<Told> told) {
        return told.stream()
                .mapToLong(Told::micros)
                .sorted()
                .skip(told.size() * 99L / 100)
                .findFirst()
                .orElseThrow();
    }

    private static void assertThatItEnds(RawConnection dripping, String drop) {
        try (dripping) {
            drip(dripping, drop);
            assertThat(dripping.reply(ENDED_MAX)).isEmpty();
        }
    }

    /** Until something comes back. */
    private static void drip(RawConnection connection, String drop) {
        long deadline = System.nanoTime() + ENDED_MAX.toNanos();
        while (!Poll.comes(Duration.ofMillis(500), connection::hasInput)
                && connection.isTaken(drop)
                && System.nanoTime() - deadline < 0) {
            assertThat(service.isAlive()).isTrue();
        }
    }

    private static RawConnection slowHead() {
        RawConnection connection = RawConnection.to(service);
        connection.send("GET /api/openings HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        return connection;
    }

    private static RawConnection slowBody() {
        RawConnection connection = RawConnection.to(service);
        connection.send(claim() + "Content-Length: 1000\r\n\r\n{");
        return connection;
    }

    private static RawConnection slowReader() {
        RawConnection connection = RawConnection.to(service);
        connection.send(asks(20));
        return connection;
    }

    private static String asks(int times) {
        return "GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(times);
    }

    private static String claim() {
        return "POST /api/openings/" + opening + "/tickets HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer "
                + IdentityProvider.shared().token("slow") + "\r\n";
    }
}
