package boxoffice.persistence.faults;

/** A promise that was broken, and how. */
public record Breach(Promise promise, String what) {

    /** The hard zeros. */
    public enum Promise {
        /** What was acknowledged is durable. */
        LOST,
        /** Never more tickets than the quota. */
        OVERSOLD,
        /** The counter says what the rows say, and the numbers run from 1 without a gap or a twin. */
        MISCOUNTED,
        /** One ticket and one number for a member, for ever. */
        TWICE,
        /** Nobody who holds a ticket is told that there is none for them. */
        HOLDER_REFUSED,
        /** Who was answered before another asked has the lower number; nothing is granted after the end. */
        DISORDER,
        /** Every request is answered in time. */
        UNANSWERED,
        /** No server error but 503. */
        FORBIDDEN
    }

    @Override
    public String toString() {
        return promise + ": " + what;
    }
}
