package boxoffice.persistence.pool;

/** A COMMIT was sent and its answer did not come: the transaction may be durable or gone. Repeating it tells which. */
public final class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(Throwable cause) {
        super("COMMIT was sent and its result is not known", cause);
    }
}
