package boxoffice.persistence.embedded;

/**
 * The embedded cluster could not be started; the message is a sentence for a person and names the folder or the log to
 * look at.
 */
public final class EmbeddedClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedClusterException(String message) {
        super(message);
    }

    EmbeddedClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
