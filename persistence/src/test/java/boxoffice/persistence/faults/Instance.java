package boxoffice.persistence.faults;

import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.claim.ClaimLimits;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.LoyalPool;
import boxoffice.persistence.pool.PoolObserver;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.WatchPace;
import boxoffice.persistence.pool.Writer;
import boxoffice.persistence.pool.WriterObserver;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The claim path of one service process with a pool of its own, as the service has it. */
final class Instance implements AutoCloseable {

    final Counting counts = new Counting();
    final ClaimLedger ledger;
    final WriterPool writer;
    private final Supplier<Future<Void>> alsoClosed;

    /** @param candidates those that may be the writer */
    Instance(Vertx vertx, List<DatabaseEndpoint> candidates) {
        WriterWatch watch = WriterWatch.start(vertx, candidates, WatchPace.DEFAULT, new Unobserved());
        writer = WriterPool.open(
                vertx, watch, PoolSettings.writer(PoolSettings.WRITER_CONNECTIONS_DEFAULT), new Unobserved());
        ledger = ClaimLedger.on(vertx, vertx.getOrCreateContext(), writer, ClaimLimits.DEFAULT, counts);
        alsoClosed = watch::close;
    }

    private Instance(Vertx vertx, WriterPool writer) {
        this.writer = writer;
        ledger = ClaimLedger.on(vertx, vertx.getOrCreateContext(), writer, ClaimLimits.DEFAULT, counts);
        alsoClosed = Future::succeededFuture;
    }

    /** The mutant that keeps its connections when the writer changes. */
    static Instance withoutEviction(Vertx vertx, DatabaseEndpoint writer) {
        return new Instance(vertx, LoyalPool.open(vertx, writer, new Unobserved()));
    }

    int attempts(AttemptResult result) {
        return counts.attempts(result);
    }

    @Override
    public void close() {
        try {
            Object unused = writer.close()
                    .eventually(alsoClosed)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static final class Unobserved implements PoolObserver, WriterObserver {

        @Override
        public void asked() {}

        @Override
        public void acquired(long waitNanos) {}

        @Override
        public void released() {}

        @Override
        public void refused() {}

        @Override
        public void found(Writer found, Duration silence) {}

        @Override
        public void lost(String reason) {}

        @Override
        public void disputed() {}
    }
}
