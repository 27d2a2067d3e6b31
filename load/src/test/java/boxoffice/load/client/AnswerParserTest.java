package boxoffice.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerParserTest {

    private static final String SOLD_OUT = "HTTP/1.1 409 Conflict\r\nContent-Length: 33\r\n\r\n"
            + "{\"type\":\"/problems/sold-out\",\"a\":1".substring(0, 33);
    private static final String BUSY =
            "HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\ncontent-length: 0\r\nConnection: close\r\n\r\n";
    private static final String GIVEN_BACK = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\n\u00e9\r\n0\r\n\r\n";

    private final AnswerParser parser = new AnswerParser();
    private final List<Answer> answers = new ArrayList<>();

    @Test
    void readsAnswersThatComeTogether() {
        feed(SOLD_OUT + BUSY + GIVEN_BACK + CHUNKED);

        assertThat(answers).extracting(Answer::status).containsExactly(409, 503, 204, 200);
        assertThat(answers.get(0).problem()).isEqualTo("sold-out");
        assertThat(answers.get(0).saysLater()).isFalse();
        assertThat(answers.get(1).saysLater()).isTrue();
        assertThat(answers.get(1).retryAfterSeconds()).isEqualTo(2);
        assertThat(answers.get(1).closes()).isTrue();
        assertThat(answers.get(3).body()).isEqualTo("abc\u00e9");
    }

    @Test
    void readsAnswersThatComeByteByByte() {
        byte[] bytes = (SOLD_OUT + CHUNKED + BUSY).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            parser.feed(Arrays.copyOfRange(bytes, i, i + 1), answers::add);
        }

        assertThat(answers).extracting(Answer::status).containsExactly(409, 200, 503);
    }

    @Test
    void passesOverAnInterimAnswer() {
        feed("HTTP/1.1 100 Continue\r\n\r\n" + GIVEN_BACK);

        assertThat(answers).extracting(Answer::status).containsExactly(204);
    }

    @Test
    void waitsForTheRestOfABody() {
        feed(SOLD_OUT.substring(0, SOLD_OUT.length() - 1));

        assertThat(answers).isEmpty();
    }

    @Test
    void refusesWhatIsNotHttp() {
        assertThatThrownBy(() -> feed("SSH-2.0-OpenSSH_9.2\r\n\r\n")).hasMessage("not an answer in HTTP/1.1");
    }

    private void feed(String text) {
        parser.feed(text.getBytes(StandardCharsets.UTF_8), answers::add);
    }
}
