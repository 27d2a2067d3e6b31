package boxoffice.persistence.pool;

/**
 * A password that does not show itself: {@link #toString()} is redacted, so no log, error or debugger view repeats it.
 */
public record Password(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
