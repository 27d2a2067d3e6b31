package boxoffice.persistence.pool;

/** It took too long, and nothing is stored. */
public final class GivenUpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GivenUpException(String why) {
        super(why, null, false, false);
    }
}
