package boxoffice.api.http;

/** Is told what happens on the HTTP port, on the event loops; must return at once and not throw. */
public interface HttpObserver {

    /** This event loop serves; told on it. */
    void serves();

    void connected();

    void disconnected();

    void began();

    /** A request of the contract was answered. */
    void answered(ContractOperation operation, int status, long nanos);

    /** A request outside the contract was answered: an unknown path, a malformed head. */
    void refused();
}
