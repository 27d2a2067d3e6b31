package boxoffice.persistence.pool;

/** No server is known to accept writes, and none was found while there was patience to wait. Nothing is stored. */
public final class NoWriterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoWriterException(String why) {
        super(why, null, false, false);
    }
}
