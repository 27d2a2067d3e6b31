package boxoffice.scaling.preflight;

import java.time.Duration;
import java.time.Instant;

/** When it is looked, and with that what must be there already. */
public enum Moment {
    /** Everything is registered, nothing has happened yet. */
    DAY_BEFORE(Duration.ofHours(24)),
    /** Readers have been asked for. */
    HALF_HOUR(Duration.ofMinutes(30)),
    /** Readers are there, instances have been asked for. */
    TEN_MINUTES(Duration.ofMinutes(10)),
    /** Everything is there and warm. */
    TWO_MINUTES(Duration.ofMinutes(2));

    private final Duration before;

    Moment(Duration before) {
        this.before = before;
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
