package boxoffice.persistence.pool;

import java.time.Duration;

/**
 * The limits of one pool.
 *
 * @param connectionsMax connections at most
 * @param waitingMax callers at most that wait for one; more are refused at once
 * @param acquireTimeout how long a caller waits at most
 * @param connectTimeout how long a TCP connect takes at most
 * @param silenceMax a connection that is silent for longer is closed: bounds hung statements and hung handshakes, and
 *     must be longer than the longest lock wait plus the slowest statement
 * @param lifetimeMax connections are replaced after this, so that they follow a change of servers
 */
public record PoolSettings(
        int connectionsMax,
        int waitingMax,
        Duration acquireTimeout,
        Duration connectTimeout,
        Duration silenceMax,
        Duration lifetimeMax) {

    public static final int WRITER_CONNECTIONS_DEFAULT = 4;
    public static final int READER_CONNECTIONS_DEFAULT = 16;

    /** For the writer: few connections, because one batch at a time is in flight for an opening. */
    public static PoolSettings writer(int connectionsMax) {
        return new PoolSettings(
                connectionsMax,
                64,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(8),
                Duration.ofMinutes(10));
    }

    /** For a reader: more connections, and a queue for a burst of pages. */
    public static PoolSettings reader(int connectionsMax) {
        return new PoolSettings(
                connectionsMax,
                2_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(8),
                Duration.ofMinutes(5));
    }
}
