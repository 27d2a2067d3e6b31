package boxoffice.persistence.faults;

import java.time.Duration;

/**
 * How likely what happens to the packets that pass, and how long they take.
 *
 * @param commitLost share of the COMMITs before which the connection is cut
 * @param commitReplyLost share of the COMMITs that are executed and not answered; then the connection is cut
 * @param cut share of all client packets, the handshake's too, at which the connection is cut: half before the packet
 *     passes, half instead of its reply
 * @param rolledBack share of the transactions that the server rolls back silently, at a random place
 * @param roundTrip added to every packet of the client
 * @param commit added to COMMIT besides
 */
public record Weather(
        double commitLost, double commitReplyLost, double cut, double rolledBack, Duration roundTrip, Duration commit) {

    /** Nothing happens. */
    public static final Weather CALM = new Weather(0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

    public Weather withCommitLost(double share) {
        return new Weather(share, commitReplyLost, cut, rolledBack, roundTrip, commit);
    }

    public Weather withCommitReplyLost(double share) {
        return new Weather(commitLost, share, cut, rolledBack, roundTrip, commit);
    }

    public Weather withCut(double share) {
        return new Weather(commitLost, commitReplyLost, share, rolledBack, roundTrip, commit);
    }

    public Weather withRolledBack(double share) {
        return new Weather(commitLost, commitReplyLost, cut, share, roundTrip, commit);
    }

    /** A network and a storage that take their time, as a cloud's do. */
    public Weather withDelays(Duration eachRoundTrip, Duration eachCommit) {
        return new Weather(commitLost, commitReplyLost, cut, rolledBack, eachRoundTrip, eachCommit);
    }
}
