package boxoffice.metrics.cloudwatch;

/** How fine CloudWatch keeps a series. */
public enum Resolution {
    /** A value a minute, whatever happens. */
    MINUTE,
    /** A value every ten seconds in an opening's window, a value a minute elsewhere. */
    TEN_SECONDS_IN_A_WINDOW;

    /** As the documentation writes it. */
    public String words() {
        return this == MINUTE ? "1 min" : "10 s in a window, else 1 min";
    }
}
