package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.function.Function;

/**
 * The way to the writer: for what is decided. Its sessions have {@code autocommit=0}, so that statements which a server
 * has silently rolled back can never commit one by one, and READ COMMITTED, so that neighbouring openings do not lock
 * each other.
 *
 * <p>Safe from any thread; futures complete on the caller's context.
 */
public final class WriterPool {

    private final Pool pool;
    private final PoolObserver observer;

    private WriterPool(Pool pool, PoolObserver observer) {
        this.pool = pool;
        this.observer = observer;
    }

    /** Connects on first use. */
    public static WriterPool open(Vertx vertx, DatabaseEndpoint writer, PoolSettings settings, PoolObserver observer) {
        return new WriterPool(SqlPools.pool(vertx, "writer", writer, settings, ServerRole.WRITER), observer);
    }

    /**
     * Lends a connection to the work, which ends each transaction it begins; after a failure it is rolled back here.
     * Fails as the work does, or because no connection could be had.
     */
    public <T> Future<T> session(Function<WriterSession, Future<T>> work) {
        return acquire().compose(session -> Future.succeededFuture(session)
                .compose(work)
                .recover(failure -> session.rollback().transform(ended -> Future.failedFuture(failure)))
                .eventually(session::release));
    }

    /**
     * Runs the work in a transaction of its own and commits it.
     *
     * @return fails with {@link OutcomeUnknownException} when the transaction may have been committed, and with the
     *     work's or the driver's exception when it certainly was not
     */
    public <T> Future<T> transaction(Function<WriterSession, Future<T>> work) {
        return session(session ->
                work.apply(session).compose(result -> session.commit().map(result)));
    }

    private Future<WriterSession> acquire() {
        long start = System.nanoTime();
        observer.asked();
        return pool.getConnection().onFailure(none -> observer.refused()).map(connection -> {
            observer.acquired(System.nanoTime() - start);
            return new WriterSession(connection, observer);
        });
    }

    /** Closes all connections; statements on the way fail. */
    public Future<Void> close() {
        return pool.close();
    }
}
