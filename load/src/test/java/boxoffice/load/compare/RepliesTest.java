package boxoffice.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {

    private static final int BUFFER = 1_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\n0123456789ab",
                "HTTP/1.1 201 \r\ncontent-length:0\r\nX: y\r\n\r\n",
                "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void isWholeAtItsLastByteAndNotBefore(String reply) {
        byte[] bytes = Arrays.copyOf(reply.getBytes(StandardCharsets.US_ASCII), BUFFER);
        for (int length = 0; length < reply.length(); length++) {
            assertThat(Replies.status(bytes, length)).isZero();
        }
        assertThat(Replies.status(bytes, reply.length())).isEqualTo(201);
    }

    @Test
    void doesNotTakeWhatAnEarlierReplyLeftInTheBufferForItsOwn() {
        String reply = "HTTP/1.1 409 Conflict\r\nContent-Length: 5\r\n\r\nhel";
        byte[] bytes = Arrays.copyOf((reply + "lo\r\n\r\n").getBytes(StandardCharsets.US_ASCII), BUFFER);
        assertThat(Replies.status(bytes, reply.length())).isZero();
    }
}
