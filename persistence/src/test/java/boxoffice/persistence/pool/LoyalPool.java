package boxoffice.persistence.pool;

import io.vertx.core.Vertx;

/** Opens the mutant of {@link WriterPool} that never evicts a connection, for tests of other packages. */
public final class LoyalPool {

    private LoyalPool() {}

    public static WriterPool open(Vertx vertx, DatabaseEndpoint writer, PoolObserver observer) {
        return WriterPool.withoutEviction(
                vertx, writer, PoolSettings.writer(PoolSettings.WRITER_CONNECTIONS_DEFAULT), observer);
    }
}
