package boxoffice.api.identity;

/** Is told how tokens fare; must return at once and not throw. */
public interface TokenObserver {

    /** Verified earlier, and remembered. */
    void cached();

    void verified();

    void refused();

    /** Good, and its member asks too often. */
    void limited();
}
