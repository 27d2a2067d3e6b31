package boxoffice.persistence.pool;

/** Is told what happens to a pool's connections, on the caller's event loop; must return at once and not throw. */
public interface PoolObserver {

    /** Somebody wants a connection; is followed by {@link #acquired} or {@link #refused}. */
    void asked();

    /** A connection was handed out after this wait. */
    void acquired(long waitNanos);

    /** A connection came back. */
    void released();

    /** No connection could be handed out: none free in time, too many waiting, or the server cannot be reached. */
    void refused();
}
