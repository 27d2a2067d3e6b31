package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * The way to a reader: for what is shown, never for what is decided. What it answers may be as old as the replica's
 * lag.
 *
 * <p>Its sessions are read-only. Safe from any thread; futures complete on the caller's context and fail with the
 * driver's exception.
 */
public final class ReaderPool {

    private final Pool pool;
    private final PoolObserver observer;

    private ReaderPool(Pool pool, PoolObserver observer) {
        this.pool = pool;
        this.observer = observer;
    }

    /** Connects on first use. */
    public static ReaderPool open(Vertx vertx, DatabaseEndpoint reader, PoolSettings settings, PoolObserver observer) {
        return new ReaderPool(SqlPools.pool(vertx, "reader", reader, settings, ServerRole.READER), observer);
    }

    /** Runs one prepared statement. */
    public Future<RowSet<Row>> query(String sql, Tuple arguments) {
        long start = System.nanoTime();
        observer.asked();
        return pool.getConnection().onFailure(none -> observer.refused()).compose(connection -> {
            observer.acquired(System.nanoTime() - start);
            return connection.preparedQuery(sql).execute(arguments).eventually(() -> release(connection));
        });
    }

    /** Closes all connections; statements on the way fail. */
    public Future<Void> close() {
        return pool.close();
    }

    private Future<Void> release(SqlConnection connection) {
        observer.released();
        return connection.close();
    }
}
