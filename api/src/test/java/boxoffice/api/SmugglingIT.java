package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.RawConnection;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end a proxy before us may see elsewhere. Whatever is hidden behind that end must never be taken for a
 * request: it would be the next member's.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class SmugglingIT {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final String HIDDEN = "GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String ENDED = "0\r\n\r\n";

    static Stream<Arguments> heads() {
        String chunks = "Transfer-Encoding: chunked\r\n";
        return Stream.of(
                Arguments.of("a length, then chunks", "Content-Length: 4\r\n" + chunks),
                Arguments.of("chunks, then a length", chunks + "Content-Length: 4\r\n"),
                Arguments.of("two lengths", "Content-Length: 0\r\nContent-Length: 60\r\n"),
                Arguments.of("a list of lengths", "Content-Length: 0, 60\r\n"),
                Arguments.of("a length with a sign", "Content-Length: +0\r\n"),
                Arguments.of("a length in hexadecimal", "Content-Length: 0x0\r\n"),
                Arguments.of("an unknown coding", "Transfer-Encoding: xchunked\r\n"),
                Arguments.of("chunks and more", "Transfer-Encoding: chunked, identity\r\n"),
                Arguments.of("chunks twice", chunks + chunks),
                Arguments.of("chunks and identity", chunks + "Transfer-Encoding: identity\r\n"),
                Arguments.of("a vertical tab", "Transfer-Encoding: \u000bchunked\r\n"),
                Arguments.of("a blank before the colon", "Transfer-Encoding : chunked\r\n"),
                Arguments.of("a null byte", "Transfer-Encoding: chunked\0\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void whatIsHiddenBehindAnAmbiguousEndIsNoRequest(String name, String length) {
        ServiceProcess service = ServiceProcess.shared();
        try (RawConnection connection = RawConnection.to(service)) {
            connection.send("POST /api/openings/1/tickets HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nAuthorization: Bearer "
                    + IdentityProvider.shared().token("smuggler") + "\r\n" + length + "\r\n" + ENDED + HIDDEN);

            Optional<Reply> first = connection.reply(ANSWER_MAX);
            Optional<Reply> second = connection.reply(ANSWER_MAX);

            assertThat(first).hasValueSatisfying(reply -> {
                assertThat(reply.status()).as(name).isEqualTo(400);
                assertThat(reply.body()).doesNotContain("openapi:");
            });
            assertThat(second).as("the connection ends: %s", name).isEmpty();
        }
    }
}
