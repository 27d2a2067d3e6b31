package boxoffice.load.rush;

/**
 * Time relative to the opening.
 *
 * @param openingNanos the opening on the clock of {@link System#nanoTime()}
 */
record Countdown(long openingNanos) {

    /** Negative before the opening. */
    long nowNanos() {
        return since(System.nanoTime());
    }

    /** The same for another instant of that clock. */
    long since(long nanos) {
        return nanos - openingNanos;
    }
}
