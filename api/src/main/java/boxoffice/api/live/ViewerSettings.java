package boxoffice.api.live;

import java.time.Duration;

/**
 * The limits of streams.
 *
 * @param streamsMax open at once in this process; none where it is 0
 * @param pace between two changes of the counts in one stream, at least
 * @param heartbeat after so long without an event a stream gets a comment, so that nobody on the way closes it
 * @param stalledMax a client that reads nothing for so long while there is something is let go of
 * @param unsentBytesMax with more than this unsent a stream is passed over, until it has caught up
 */
public record ViewerSettings(
        int streamsMax, Duration pace, Duration heartbeat, Duration stalledMax, int unsentBytesMax) {

    /** Leaves as many connections for claims as there are streams. */
    public static final int STREAMS_DEFAULT = 9_000;

    public static ViewerSettings of(int streamsMax) {
        return new ViewerSettings(
                streamsMax, Duration.ofMillis(250), Duration.ofSeconds(20), Duration.ofSeconds(30), 4 * 1024);
    }
}
