package boxoffice.persistence.pool;

/**
 * What a transaction read does not hold any more: somebody else decided in between, or the server rolled a part of it
 * back without a word. Nothing is committed; the same again may succeed.
 */
public final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OvertakenException(String what) {
        super(what);
    }
}
