package boxoffice.api.live;

/** Is told what becomes of streams, on the event loops; must return at once and not throw. */
public interface ViewerObserver {

    /** One was opened. */
    void opened();

    /** One could not be had. */
    void refused();

    /** One was let go of, since its client did not read. */
    void dropped();
}
