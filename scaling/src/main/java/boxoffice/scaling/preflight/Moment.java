package boxoffice.scaling.preflight;

import java.time.Duration;
import java.time.Instant;

/** When it is looked, and with that what must be there already. */
public enum Moment {
    /** Everything is registered, nothing has happened yet. */
    DAY_BEFORE(Duration.ofHours(24), "T-24 h"),
    /** Readers have been asked for. */
    HALF_HOUR(Duration.ofMinutes(30), "T-30 min"),
    /** Readers are there, instances have been asked for. */
    TEN_MINUTES(Duration.ofMinutes(10), "T-10 min"),
    /** Everything is there and warm. */
    TWO_MINUTES(Duration.ofMinutes(2), "T-2 min");

    private final Duration before;
    private final String label;

    Moment(Duration before, String label) {
        this.before = before;
        this.label = label;
    }

    /** As operators say it. */
    public String label() {
        return label;
    }

    /** The last one that has come at this time; the first where none has. */
    public static Moment of(Instant now, Instant opensAt) {
        Moment come = DAY_BEFORE;
        for (Moment moment : values()) {
            if (!now.isBefore(opensAt.minus(moment.before))) {
                come = moment;
            }
        }
        return come;
    }

    boolean isAtLeast(Moment other) {
        return compareTo(other) >= 0;
    }
}
