package boxoffice.persistence.faults;

/**
 * The state of the way to a server, for all connections at once. What is held is delivered when the line is open again.
 */
public enum Line {
    OPEN,
    /** A black hole: nothing arrives on either side, not even that the other has hung up. */
    DEAF,
    /** Requests arrive, replies do not. */
    MUTE,
    /** TCP connections are accepted, and nobody speaks; those that were there before work on. */
    HANGING,
    /** Refused; those that were there before are cut. */
    CLOSED;

    boolean holdsRequests() {
        return this == DEAF;
    }

    boolean holdsReplies() {
        return this == DEAF || this == MUTE;
    }
}
