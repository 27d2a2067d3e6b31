package boxoffice.load.compare;

import java.nio.charset.StandardCharsets;

/** As much of HTTP/1.1 as tells where an answer ends: a client that reads more would compete for the processors. */
final class Replies {

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;

    private Replies() {}

    /** The status of the one answer that the first bytes hold, or 0 where its end has not come yet. */
    static int status(byte[] bytes, int length) {
        int lineStart = 0;
        int contentLength = 0;
        boolean chunked = false;
        for (int at = 0; at + 1 < length; at++) {
            if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
                continue;
            }
            if (at == lineStart) {
                int bodyStart = at + 2;
                boolean whole = chunked
                        ? length >= bodyStart + 5 && matches(LAST_CHUNK, bytes, length - LAST_CHUNK.length)
                        : length >= bodyStart + contentLength;
                return whole ? number(bytes, STATUS_AT, STATUS_AT + 3) : 0;
            }
            if (matches(CONTENT_LENGTH, bytes, lineStart)) {
                contentLength = number(bytes, lineStart + CONTENT_LENGTH.length, at);
            } else if (matches(CHUNKED, bytes, lineStart)) {
                chunked = true;
            }
            lineStart = at + 2;
        }
        return 0;
    }

    private static boolean matches(byte[] lowerCase, byte[] bytes, int at) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte seen = bytes[at + i];
            if ((seen >= 'A' && seen <= 'Z' ? seen + 32 : seen) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ') {
                number = number * 10 + bytes[at] - '0';
            }
        }
        return number;
    }
}
