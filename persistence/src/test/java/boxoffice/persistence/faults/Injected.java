package boxoffice.persistence.faults;

/** What a proxy has done, for its counts. */
public enum Injected {
    /** Cut before COMMIT reached the server. */
    COMMIT_LOST,
    /** COMMIT was executed, its reply thrown away and the connection cut. */
    COMMIT_REPLY_LOST,
    /** Cut at some other packet. */
    CUT,
    /** A transaction was rolled back behind the client's back. */
    ROLLED_BACK,
    /** COMMITs that the client sent, whatever became of them. */
    COMMITS_SEEN
}
