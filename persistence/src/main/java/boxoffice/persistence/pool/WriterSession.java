package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * One borrowed connection to the writer. Every use ends in {@link #commit()} or {@link #rollback()}, reads included,
 * because the session has no autocommit. Used by one caller, one statement after the other.
 */
public final class WriterSession {

    /**
     * An expression that is 1 on a writer. Aurora's readers have innodb_read_only, a replica of MySQL or MariaDB has
     * read_only.
     */
    public static final String ACCEPTS_WRITES = "(@@innodb_read_only = 0 AND @@global.read_only = 0)";

    private final SqlConnection connection;
    private final PoolObserver observer;
    private boolean demoted;

    WriterSession(SqlConnection connection, PoolObserver observer) {
        this.connection = connection;
        this.observer = observer;
    }

    /** Runs one prepared statement. */
    public Future<RowSet<Row>> run(String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments).onFailure(this::noteDemotion);
    }

    /** Runs a statement that must change so many rows; fails with {@link OvertakenException} when it changes others. */
    public Future<Void> change(String sql, Tuple arguments, int rows, String what) {
        return run(sql, arguments)
                .compose(result -> result.rowCount() == rows
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new OvertakenException(what + ": " + result.rowCount() + " instead of " + rows)));
    }

    /** Fails with {@link OutcomeUnknownException} unless the server itself said that nothing was committed. */
    public Future<Void> commit() {
        return connection
                .query("COMMIT")
                .execute()
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(
                        SqlFailure.of(failure) == SqlFailure.CONFLICT
                                ? failure
                                : new OutcomeUnknownException(failure)));
    }

    /** Ends the transaction; fails only when the connection is gone, which ends it as well. */
    public Future<Void> rollback() {
        return connection.query("ROLLBACK").execute().mapEmpty();
    }

    /**
     * To be called by who has read {@link #ACCEPTS_WRITES} as 0: a plain read succeeds on a server that is no longer
     * the writer, and may be old there. Ends the connection; the future fails.
     */
    public <T> Future<T> demoted() {
        demoted = true;
        return Future.failedFuture("the server is no longer the writer");
    }

    /**
     * Gives the connection back. One whose server is no longer the writer is ended instead, so that the next one is
     * made to the server that is.
     */
    Future<Void> release() {
        observer.released();
        return demoted
                ? connection.query("KILL CONNECTION_ID()").execute().transform(ended -> connection.close())
                : connection.close();
    }

    private void noteDemotion(Throwable failure) {
        demoted |= SqlFailure.of(failure) == SqlFailure.NOT_THE_WRITER;
    }
}
