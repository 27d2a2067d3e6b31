package boxoffice.api.member;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The time as clients read it, to the microsecond and always as long: {@code 2026-11-25T20:00:00.000000Z}. Made for
 * each answer, hence not by a formatter.
 */
final class ServerTime {

    /** Stands where the time will be. */
    static final String BLANK = "0000-00-00T00:00:00.000000Z";

    private final byte[] text;

    private ServerTime(byte[] text) {
        this.text = text;
    }

    static ServerTime of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        byte[] text = BLANK.getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, 26, time.getNano() / 1_000);
        return new ServerTime(text);
    }

    /** Not to be changed. */
    byte[] bytes() {
        return text;
    }

    @Override
    public String toString() {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Over the zeros that end there. */
    private static void digits(byte[] text, int end, int number) {
        int at = end;
        for (int left = number; left > 0; left /= 10) {
            text[--at] = (byte) ('0' + left % 10);
        }
    }
}
