package boxoffice.load.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a member may wait for the answer that lasts, from the press of the button, retries included.
 *
 * @param p99Max for 99 of 100; null for no limit
 * @param answerMax for everybody; null for no limit
 */
public record Limits(@Nullable Duration p99Max, @Nullable Duration answerMax) {

    /** Without any. */
    public static Limits none() {
        return new Limits(null, null);
    }
}
