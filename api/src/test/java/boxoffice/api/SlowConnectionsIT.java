package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.RawConnection;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.api.testing.SlowConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Connections that drip end by themselves. They wait for their limits beside each other. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class SlowConnectionsIT {

    private static final Duration ENDED_MAX = Duration.ofSeconds(20);

    /** After which a connection is closed on which nothing moves at all. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(65);

    private static ServiceProcess service;
    private static String opening;

    @BeforeAll
    static void startTheService() {
        service = ServiceProcess.onTestDatabase();
        Api operator = Api.at(service.address()).as("operator", "admin");
        opening = operator.open(Map.of("Screen 1", 10)).getString("id");
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aHeadThatDripsIsCutOff() {
        assertThatItEnds(SlowConnection.head(service), " ");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBodyThatDripsIsAnsweredAndCutOff() {
        try (RawConnection dripping = SlowConnection.body(service, opening)) {
            drip(dripping, " ");
            assertThat(dripping.reply(ENDED_MAX)).hasValueSatisfying(reply -> {
                assertThat(reply.status()).isEqualTo(408);
                assertThat(reply.problem()).isEqualTo("request-timeout");
            });
            assertThat(dripping.reply(ENDED_MAX)).isEmpty();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBodyThatDripsInChunksIsAnsweredAndCutOff() {
        try (RawConnection dripping = RawConnection.to(service)) {
            dripping.send(SlowConnection.claim(opening) + "Transfer-Encoding: chunked\r\n\r\n");
            drip(dripping, "1\r\n \r\n");
            assertThat(dripping.reply(ENDED_MAX))
                    .hasValueSatisfying(reply -> assertThat(reply.status()).isEqualTo(408));
            assertThat(dripping.reply(ENDED_MAX)).isEmpty();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whoAsksOnWithoutReadingIsCutOff() {
        long start = System.nanoTime();
        try (RawConnection greedy = SlowConnection.reader(service)) {
            Poll.until("the connection is closed", SILENCE_MAX, () -> !greedy.isTaken(SlowConnection.asks(50)));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("cut off for not reading, not for silence")
                .isLessThan(SILENCE_MAX.minusSeconds(5));
        assertThat(Api.at(service.address()).get("/api/openings").status()).isEqualTo(200);
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
}
