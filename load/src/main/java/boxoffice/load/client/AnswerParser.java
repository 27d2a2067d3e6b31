package boxoffice.load.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the bytes of one connection into answers. Knows a length, chunks, and statuses without a body, which is what a
 * Boxoffice and the proxies before it send. Confined to the connection's event loop.
 */
final class AnswerParser {

    private static final int BYTES_MAX = 8 << 20;
    private static final int NO_LENGTH = -1;
    private static final int INCOMPLETE = -1;

    private byte[] bytes = {};
    private int at;

    /**
     * Takes what has come and hands on all answers that are complete with it.
     *
     * @throws IllegalArgumentException where it is not HTTP/1.1; the connection is of no use then
     */
    void feed(byte[] more, Consumer<Answer> answers) {
        bytes = bytes.length == 0 ? more : joined(bytes, more);
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException("an answer of more than " + BYTES_MAX + " bytes");
        }
        at = 0;
        while (at < bytes.length && next(answers)) {
            // next() has moved on by one answer
        }
        bytes = at == bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private boolean next(Consumer<Answer> answers) {
        int headEnd = endOfHead(at);
        if (headEnd == INCOMPLETE) {
            return false;
        }
        Head head = Head.of(new String(bytes, at, headEnd - at, StandardCharsets.ISO_8859_1));
        if (head.isInterim()) {
            at = headEnd;
            return true;
        }
        if (head.chunked()) {
            return chunks(head, headEnd, answers);
        }
        int length = head.length() == NO_LENGTH ? 0 : head.length();
        if (bytes.length - headEnd < length) {
            return false;
        }
        at = headEnd + length;
        answers.accept(head.answer(new String(bytes, headEnd, length, StandardCharsets.UTF_8)));
        return true;
    }

    private boolean chunks(Head head, int from, Consumer<Answer> answers) {
        byte[] body = {};
        int chunk = from;
        while (true) {
            int line = endOfLine(chunk);
            if (line == INCOMPLETE) {
                return false;
            }
            int size = Integer.parseInt(
                    new String(bytes, chunk, line - chunk, StandardCharsets.ISO_8859_1).split(";", 2)[0].strip(), 16);
            int end = line + 2 + size + 2;
            if (end > bytes.length) {
                return false;
            }
            if (size == 0) {
                at = end;
                answers.accept(head.answer(new String(body, StandardCharsets.UTF_8)));
                return true;
            }
            body = joined(body, Arrays.copyOfRange(bytes, line + 2, line + 2 + size));
            chunk = end;
        }
    }

    private int endOfHead(int from) {
        for (int i = from; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return INCOMPLETE;
    }

    private int endOfLine(int from) {
        for (int i = from; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return INCOMPLETE;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** What matters of an answer's head. */
    record Head(int status, int length, boolean chunked, int retryAfterSeconds, boolean closes) {

        static Head of(String text) {
            if (!text.startsWith("HTTP/1.") || text.length() < 12) {
                throw new IllegalArgumentException("not an answer in HTTP/1.1");
            }
            int status = Integer.parseInt(text.substring(9, 12));
            String length = field(text, "content-length");
            String retryAfter = field(text, "retry-after");
            return new Head(
                    status,
                    status == 204 || status == 304 || length.isEmpty() ? NO_LENGTH : Integer.parseInt(length),
                    field(text, "transfer-encoding").equalsIgnoreCase("chunked"),
                    retryAfter.matches("\\d{1,6}") ? Integer.parseInt(retryAfter) : -1,
                    field(text, "connection").equalsIgnoreCase("close"));
        }

        boolean isInterim() {
            return status < 200;
        }

        Answer answer(String body) {
            return new Answer(status, retryAfterSeconds, closes, body);
        }

        private static String field(String text, String name) {
            int line = text.indexOf("\r\n") + 2;
            while (line < text.length()) {
                int end = text.indexOf("\r\n", line);
                if (text.regionMatches(true, line, name, 0, name.length())
                        && text.charAt(line + name.length()) == ':') {
                    return text.substring(line + name.length() + 1, end).strip();
                }
                line = end + 2;
            }
            return "";
        }
    }
}
