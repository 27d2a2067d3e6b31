package boxoffice.persistence.faults;

import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.claim.ClaimLimits;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.PoolObserver;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** The claim path of one service process with a pool of its own, as the service has it. */
final class Instance implements AutoCloseable {

    final Counting counts = new Counting();
    final ClaimLedger ledger;
    final WriterPool writer;

    Instance(Vertx vertx, DatabaseEndpoint endpoint) {
        writer = WriterPool.open(
                vertx, endpoint, PoolSettings.writer(PoolSettings.WRITER_CONNECTIONS_DEFAULT), new Unobserved());
        ledger = ClaimLedger.on(vertx, vertx.getOrCreateContext(), writer, ClaimLimits.DEFAULT, counts);
    }

    int attempts(AttemptResult result) {
        return counts.attempts(result);
    }

    @Override
    public void close() {
        try {
            Object unused =
                    writer.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static final class Unobserved implements PoolObserver {

        @Override
        public void asked() {}

        @Override
        public void acquired(long waitNanos) {}

        @Override
        public void released() {}

        @Override
        public void refused() {}
    }
}
