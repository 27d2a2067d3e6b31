package boxoffice.persistence.pool;

import java.time.Duration;

/**
 * How often the servers are asked what they are.
 *
 * @param calm while all is well
 * @param alert after a failure and until a while after it
 * @param alertFor how long after the last failure
 * @param answerMax a server that has not answered after this is silent
 * @param missesMax a writer that has been silent so often in a row is lost
 */
public record WatchPace(Duration calm, Duration alert, Duration alertFor, Duration answerMax, int missesMax) {

    /** A claim waits a tenth of a second at most for what an alert watch could have known. */
    public static final WatchPace DEFAULT = new WatchPace(
            Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(1), 2);

    /** A connection that is asked over is renewed after this, so that a name that has moved is followed. */
    static final Duration RENEWED_AFTER = Duration.ofSeconds(2);

    /** The same while there is no writer: each instance connects a few times a second, which a new writer can bear. */
    static final Duration RENEWED_WHILE_SOUGHT = Duration.ofMillis(250);

    /** How often the writer of a cluster is asked for its other servers: one takes minutes to come. */
    static final Duration MEMBERS_EVERY = Duration.ofSeconds(10);

    /** For the connections that are asked over: few, and never waited for. */
    PoolSettings connections() {
        return new PoolSettings(2, 2, answerMax, answerMax, calm.plus(answerMax), RENEWED_AFTER);
    }
}
