package boxoffice.load.rush;

import java.util.Locale;

/**
 * What became of the streams.
 *
 * @param open at the end
 * @param events in all of them together
 * @param notFound how many were answered 404: this service has none
 * @param toldOpen how many told that the opening is open
 * @param medianNanos after the opening's instant half of those had told it
 * @param lastNanos after it the last of those told it
 */
public record StreamsSeen(
        int asked, int open, long events, int notFound, int toldOpen, long medianNanos, long lastNanos) {

    /** For a person. */
    public String told() {
        if (asked == 0) {
            return "none asked for";
        }
        return notFound == asked
                ? "this service has no streams (404); went on without"
                : String.format(
                        Locale.ROOT,
                        "%d of %d open to the end, %d events; %d told of the opening, half of them within %.0f ms, all within %.0f ms",
                        open,
                        asked,
                        events,
                        toldOpen,
                        medianNanos / 1e6,
                        lastNanos / 1e6);
    }
}
