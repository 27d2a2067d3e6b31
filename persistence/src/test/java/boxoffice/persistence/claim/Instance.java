package boxoffice.persistence.claim;

import boxoffice.domain.claim.Allocation;
import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.LedgerFacts;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.FoundWriter;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** The claim path of one service process: a ledger with a pool of its own. */
final class Instance implements AutoCloseable {

    private static final ClaimLimits LIMITS = new ClaimLimits(
            20_000,
            64,
            2,
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofMillis(2_500));

    final RecordingObserver observer = new RecordingObserver();
    final ClaimLedger ledger;
    final ClaimTransaction transaction;
    private final WriterPool writer;

    Instance(Vertx vertx, DatabaseEndpoint endpoint) {
        this(vertx, endpoint, ClaimStatements.STANDARD, Allocation::decide);
    }

    Instance(
            Vertx vertx,
            DatabaseEndpoint endpoint,
            ClaimStatements statements,
            BiFunction<List<Claim>, LedgerFacts, Decision> rule) {
        writer = FoundWriter.of(WriterPool.open(vertx, endpoint, PoolSettings.writer(4), new SilentPool()));
        transaction = new ClaimTransaction(new SqlClaims(writer, statements), System::nanoTime, rule);
        RetryingDecider decider = new RetryingDecider(
                transaction, LIMITS.attemptMax(), observer, Pause.on(vertx), new SplittableRandom());
        ledger = new ClaimLedger(
                ClaimLedger.executor(vertx.getOrCreateContext()),
                decider,
                new CertaintyReads(writer),
                LIMITS,
                observer,
                System::nanoTime,
                Pause.on(vertx),
                new Randomness());
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
}
