package boxoffice.load.rush;

/**
 * Time relative to the opening.
 *
 * @param openingNanos the opening on the clock of {@link System#nanoTime()}
 */
record Countdown(long openingNanos) {

    /** Negative before the opening. */
    long nowNanos() {
        return System.nanoTime() - openingNanos;
    }
}
