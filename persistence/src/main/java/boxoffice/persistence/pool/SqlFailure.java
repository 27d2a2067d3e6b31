package boxoffice.persistence.pool;

import io.vertx.mysqlclient.MySQLException;

/**
 * What a failed statement means for a transaction whose COMMIT was not sent: in every class nothing is committed. By
 * error number where the server gave one; MySQL's and MariaDB's differ in places.
 */
public enum SqlFailure {
    /** Somebody else was first, or the locks crossed: the same again will do. */
    CONFLICT,
    /** This server is not, or no longer, the writer. */
    NOT_THE_WRITER,
    /** The server or the way to it failed, or it has no room: later, it may be well again. */
    UNAVAILABLE,
    /** The statement can never succeed: wrong rights, a missing table, bad SQL. A person must look. */
    FATAL;

    private static final int DUPLICATE_KEY = 1062;

    public static SqlFailure of(Throwable failure) {
        if (failure instanceof NoLongerWriterException) {
            return NOT_THE_WRITER;
        }
        return failure instanceof MySQLException answer ? ofCode(answer.getErrorCode()) : UNAVAILABLE;
    }

    /** Whether this unique key has the row already. */
    public static boolean isTaken(String key, Throwable failure) {
        return failure instanceof MySQLException answer
                && answer.getErrorCode() == DUPLICATE_KEY
                && String.valueOf(answer.getMessage()).contains(key + "'");
    }

    private static SqlFailure ofCode(int code) {
        return switch (code) {
            case 1213, // deadlock
                    1205, // lock wait timeout; MariaDB's NOWAIT
                    3572, // MySQL's NOWAIT
                    1020, // MariaDB: the row has changed since it was read
                    DUPLICATE_KEY, // duplicate key: the unique keys caught what the lock did not prevent
                    3819, // MySQL: a CHECK
                    4025 // MariaDB: a CHECK
            -> CONFLICT;
            case 1290, 1792, 1836, 1874 -> NOT_THE_WRITER;
            case 1044, 1045, 1049, 1054, 1064, 1142, 1146, 1305, 1370 -> FATAL;
            default -> UNAVAILABLE;
        };
    }
}
