package boxoffice.api.member;

import boxoffice.domain.opening.Opening;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * An opening as an iCalendar file (RFC 5545) with a reminder ten minutes before. A changed opening replaces the same
 * event: its identity is the opening's, its sequence the opening's revision.
 */
final class CalendarFile {

    private static final int LINE_BYTES_MAX = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private CalendarFile() {}

    static Buffer of(Opening opening) {
        List<String> lines = List.of(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Boxoffice//Boxoffice//EN",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:opening-" + opening.id() + "@boxoffice",
                "SEQUENCE:" + (opening.revision() - 1),
                "DTSTAMP:" + time(opening.window().announcesAt()),
                "DTSTART:" + time(opening.window().opensAt()),
                "DURATION:PT15M",
                "SUMMARY:" + escaped(opening.movie() + " - " + opening.title()),
                "TRANSP:TRANSPARENT",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "DESCRIPTION:" + escaped(opening.movie()),
                "TRIGGER:-PT10M",
                "END:VALARM",
                "END:VEVENT",
                "END:VCALENDAR");
        Buffer file = Buffer.buffer();
        lines.forEach(line -> appendFolded(file, line));
        return file;
    }

    private static String time(Instant instant) {
        return UTC.format(instant);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }

    /** No line is longer than 75 bytes; a character is never broken in two. */
    private static void appendFolded(Buffer file, String line) {
        int bytes = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            byte[] character = Character.toString(line.codePointAt(at)).getBytes(StandardCharsets.UTF_8);
            if (bytes + character.length > LINE_BYTES_MAX) {
                file.appendString("\r\n ");
                bytes = 1;
            }
            file.appendBytes(character);
            bytes += character.length;
        }
        file.appendString("\r\n");
    }
}
