package boxoffice.persistence.pool;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One borrowed connection to the writer. Every use ends in {@link #commit()}, {@link #rollback()} or
 * {@link #endLater()}, reads included, because the session has no autocommit. Used by one caller.
 *
 * <p>A statement may be sent before the one in front of it is answered; the server does them one by one, in this order.
 * When the connection breaks, only the first of those that are on their way fails: the driver forgets the others. So
 * whoever sends several together waits for their answers in the order of sending, up to the first failure.
 */
public final class WriterSession {

    /**
     * An expression that is 1 on a writer. Aurora's readers have innodb_read_only, a replica of MySQL or MariaDB has
     * read_only.
     */
    public static final String ACCEPTS_WRITES = "(@@innodb_read_only = 0 AND @@global.read_only = 0)";

    private final SqlConnection connection;
    private final PoolObserver observer;
    private final CommitGate gate;
    private final Consumer<Throwable> failed;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean endsLater;
    private volatile Future<Void> answered = Future.succeededFuture();

    /** @param failed is told of each failure that says something of the server */
    WriterSession(SqlConnection connection, PoolObserver observer, CommitGate gate, Consumer<Throwable> failed) {
        this.connection = connection;
        this.observer = observer;
        this.gate = gate;
        this.failed = failed;
    }

    /** Fails when nobody waits for the session any more. */
    Future<Void> begin() {
        return gate.isShut() ? Future.failedFuture(new GivenUpException("nobody waits")) : Future.succeededFuture();
    }

    /** Runs one prepared statement. */
    public Future<RowSet<Row>> run(String sql, Tuple arguments) {
        if (gate.isShut() && !gate.hasPassed()) {
            return Future.failedFuture(new GivenUpException("nobody waits, so the rest is not done"));
        }
        return sent(connection.preparedQuery(sql).execute(arguments));
    }

    /** Runs one statement without preparing it. */
    Future<RowSet<Row>> text(String sql) {
        return sent(connection.query(sql).execute());
    }

    /** Runs a statement that must change so many rows; fails with {@link OvertakenException} when it changes others. */
    public Future<Void> change(String sql, Tuple arguments, int rows, String what) {
        return run(sql, arguments)
                .compose(result -> result.rowCount() == rows
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new OvertakenException(what + ": " + result.rowCount() + " instead of " + rows)));
    }

    /**
     * Fails with {@link OutcomeUnknownException} unless the server itself said that nothing was committed, or COMMIT
     * was not sent because nobody waits for it any more.
     */
    public Future<Void> commit() {
        if (!gate.pass()) {
            return Future.failedFuture(new GivenUpException("nobody waits, so it is not committed"));
        }
        return sent(connection.query("COMMIT").execute())
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(
                        SqlFailure.of(failure) == SqlFailure.CONFLICT
                                ? failure
                                : new OutcomeUnknownException(failure)));
    }

    /**
     * Begins a transaction that only reads, and sees everything as it is at this moment; ends like any other. What was
     * run before and not committed is undone.
     */
    public Future<Void> snapshot() {
        return rollback()
                .compose(ended -> text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
                .compose(set -> text("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"))
                .mapEmpty();
    }

    /**
     * Leaves the transaction to be rolled back when the session is given back, behind the work's result, which does not
     * wait for it. For one that has only read, and holds no lock.
     */
    public void endLater() {
        endsLater = true;
    }

    boolean endsLater() {
        return endsLater;
    }

    /** Ends the transaction; fails only when the connection is gone, which ends it as well. */
    public Future<Void> rollback() {
        return noted(connection.query("ROLLBACK").execute()).mapEmpty();
    }

    /**
     * To be called by who has read {@link #ACCEPTS_WRITES} as 0: a plain read succeeds on a server that is no longer
     * the writer, and may be old there. The future fails.
     */
    public <T> Future<T> demoted() {
        NoLongerWriterException demotion = new NoLongerWriterException();
        failed.accept(demotion);
        return Future.failedFuture(demotion);
    }

    /** How long its server has not answered. Any thread. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardNanos);
    }

    /** Completes when all statements are answered; fails when one never will be, since the connection is broken. */
    Future<Void> answered() {
        return answered;
    }

    private <T> Future<T> sent(Future<T> answer) {
        return noted(answer).onFailure(failed::accept).onComplete(told -> heardNanos = System.nanoTime());
    }

    private <T> Future<T> noted(Future<T> answer) {
        answered = answered.compose(before -> answer.transform(WriterSession::unlessBroken));
        return answer;
    }

    private static <T> Future<Void> unlessBroken(AsyncResult<T> told) {
        return told.succeeded() || told.cause() instanceof MySQLException
                ? Future.succeededFuture()
                : Future.failedFuture(told.cause());
    }

    Future<Void> release() {
        observer.released();
        return connection.close().otherwiseEmpty();
    }
}
