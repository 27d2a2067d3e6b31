package boxoffice.persistence.migration;

/**
 * The database could not be brought to the tables of this version; the message is for the operator and holds no secret.
 */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
