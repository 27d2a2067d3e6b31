package boxoffice.api.http;

/** Is told what happens on the HTTP port, on the event loops; must return at once and not throw. */
public interface HttpObserver {

    void connected();

    void disconnected();

    void began();

    /** Whom to tell of the answers of an operation of the contract; asked for once for each event loop. */
    OfOperation of(ContractOperation operation);

    /** A request outside the contract was answered: an unknown path, a malformed head. */
    void refused();

    /** Is told of one operation's answers. */
    interface OfOperation {

        void answered(int status, long nanos);
    }
}
