package boxoffice.metrics.cloudwatch;

/** Which of the numbers of a meter a series is; Micrometer sends a timer as four of them. */
public enum Statistic {
    /** What a gauge shows. */
    VALUE("value"),
    /** How often it happened in the step. */
    COUNT("count"),
    /** All its values in the step, added up. */
    SUM("sum"),
    /** The largest of the step; nothing is sent where nothing happened. */
    MAX("max");

    private final String suffix;

    Statistic(String suffix) {
        this.suffix = suffix;
    }

    /** As Micrometer appends it to the name. */
    String suffix() {
        return suffix;
    }
}
