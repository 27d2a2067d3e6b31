package boxoffice.load.report;

import boxoffice.load.history.Outcome;

/** Colours that the colour-blind can tell apart. */
final class Palette {

    static final String ARRIVALS = "#1b1b1b";
    static final String MEDIAN = "#4477aa";
    static final String P99 = "#ee7733";
    static final String MAX = "#aa3377";
    static final String TICKETS = "#228833";
    static final String READS = "#66ccee";

    private Palette() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case TICKET -> TICKETS;
            case SAME_TICKET -> "#99ddaa";
            case SOLD_OUT -> "#ccbb44";
            case NOT_YET -> "#bbbbbb";
            case CLOSED -> "#777777";
            case LATER -> "#ee7733";
            case READ -> READS;
            case GIVEN_BACK -> MAX;
            case NO_ANSWER -> "#cc3311";
            case OTHER -> "#000000";
        };
    }
}
