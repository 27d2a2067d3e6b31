package boxoffice.persistence.pool;

/** A server answered a read and said that it does not accept writes. Nothing is stored. */
public final class NoLongerWriterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoLongerWriterException() {
        super("the server is no longer the writer", null, false, false);
    }
}
