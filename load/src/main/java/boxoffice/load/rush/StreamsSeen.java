package boxoffice.load.rush;

/**
 * What became of the streams.
 *
 * @param open at the end
 * @param events in all of them together
 * @param notFound how many were answered 404: this service has none
 */
public record StreamsSeen(int asked, int open, long events, int notFound) {

    /** For a person. */
    public String told() {
        if (asked == 0) {
            return "none asked for";
        }
        return notFound == asked
                ? "this service has no streams (404); went on without"
                : open + " of " + asked + " open to the end, " + events + " events";
    }
}
