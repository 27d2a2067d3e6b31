package boxoffice.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that grants three tickets and no more. */
class UsersTest {

    private static final byte[] REQUEST =
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() <= 3 ? 201 : 409, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyUserAsksUntilTheScriptEndsAndEveryAnswerIsCounted() {
        try (Users users = Users.connect(List.of(server.getAddress().getPort()), 5)) {
            Answers answers = users.play((request, user, turn) -> asks(request, turn < user), Span.untilDone());
            assertThat(asked).hasValue(1 + 2 + 3 + 4);
            assertThat(answers.all()).isEqualTo(10);
            assertThat(answers.of(201)).isEqualTo(3);
            assertThat(answers.of(409)).isEqualTo(7);
            assertThat(answers.millisToLastGranted()).isLessThanOrEqualTo(answers.millisToLastAnswer());
        }
    }

    @Test
    void theSameUsersPlayAgain() {
        try (Users users = Users.connect(List.of(server.getAddress().getPort()), 2)) {
            assertThat(users.play((request, user, turn) -> asks(request, turn < 2), Span.untilDone())
                            .all())
                    .isEqualTo(4);
            assertThat(users.play((request, user, turn) -> asks(request, turn < 1), Span.untilDone())
                            .all())
                    .isEqualTo(2);
        }
    }

    @Test
    void inAnOpenModelRequestsAreSentWhenTheyAreDueAndCountFromThen() {
        Span span = new Span(Duration.ZERO, Duration.ofSeconds(1));
        try (Users users = Users.connect(List.of(server.getAddress().getPort()), 4)) {
            Answers answers = users.playAt(200, (request, user, turn) -> asks(request, true), span);
            assertThat(answers.all()).isBetween(120L, 280L).isEqualTo(asked.get());
            assertThat(answers.millisAt(50)).isPositive();
        }
    }

    @Test
    void inAnOpenModelWhoHasNothingMoreToAskLeavesTheRestToTheOthers() {
        Span span = new Span(Duration.ZERO, Duration.ofMillis(300));
        try (Users users = Users.connect(List.of(server.getAddress().getPort()), 2)) {
            Answers answers = users.playAt(200, (request, user, turn) -> asks(request, user == 1 || turn < 1), span);
            assertThat(answers.all()).isGreaterThan(2).isEqualTo(asked.get());
        }
    }

    private static boolean asks(ByteBuffer request, boolean more) {
        if (more) {
            request.put(REQUEST);
        }
        return more;
    }
}
