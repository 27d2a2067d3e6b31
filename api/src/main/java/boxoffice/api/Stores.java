package boxoffice.api;

import boxoffice.api.configuration.Settings;
import boxoffice.api.metering.ClaimMeters;
import boxoffice.api.metering.OpeningMeters;
import boxoffice.api.metering.PoolMeters;
import boxoffice.api.metering.Pulse;
import boxoffice.api.metering.WriterMeters;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.persistence.audit.InvariantAudit;
import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.claim.ClaimLimits;
import boxoffice.persistence.claim.ClaimObserver;
import boxoffice.persistence.notice.Notices;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.Openings;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.WatchPace;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterWatch;
import boxoffice.persistence.report.TallyBook;
import boxoffice.persistence.retention.Retention;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What reads and writes: the way to the databases, what grants tickets, what knows the openings, and the audit over
 * their books. Opened once; stopped by the {@link StopOrder} that it was opened with.
 */
record Stores(
        WriterPool writer,
        ReaderPool reader,
        ClaimLedger ledger,
        OpeningBoard board,
        Openings openings,
        InvariantAudit audit,
        WriterPool aside,
        Retention retention) {

    private static final Duration DRAIN_MAX = Duration.ofSeconds(8);
    private static final int CONNECT_TRIES = 10;

    /**
     * Opens all but the audit's looks, which {@link InvariantAudit#start} begins.
     *
     * @param claims the event loop that decides claims
     */
    static Stores open(
            Vertx vertx, Settings settings, Backend backend, Context claims, Instruments instruments, StopOrder stops) {
        Meters meters = instruments.meters();
        WriterMeters writerMeters = new WriterMeters(meters);
        WriterWatch watch = WriterWatch.start(vertx, backend.writers(), WatchPace.DEFAULT, writerMeters);
        stops.add(watch::close);
        PoolMeters writing = new PoolMeters(meters, "writer", settings.writerConnections());
        WriterPool writer = WriterPool.open(vertx, watch, PoolSettings.writer(settings.writerConnections()), writing);
        stops.add(writer::close);
        int readers = backend.readers().size();
        PoolMeters reading = new PoolMeters(meters, "reader", settings.readerConnections() * readers);
        PoolSettings perReader = PoolSettings.reader(settings.readerConnections());
        ReaderPool reader = ReaderPool.open(vertx, backend.readers(), watch, writer, perReader, reading);
        stops.add(reader::close);
        WriterPool aside = WriterPool.narrow(vertx, watch);
        stops.add(aside::close);
        TallyBook tallies = new TallyBook(aside);
        tallies.start(vertx);
        stops.add(() -> tallies.stop(vertx));
        ClaimObserver observer = ClaimObserver.both(new ClaimMeters(meters), tallies);
        ClaimLedger ledger = ClaimLedger.on(vertx, claims, writer, ClaimLimits.DEFAULT, observer);
        stops.add(() -> ledger.drain(vertx, DRAIN_MAX));
        OpeningBoard board = new OpeningBoard(reader);
        Openings openings = new Openings(
                writer,
                board,
                opening -> ledger.changed(vertx, opening),
                new Notices(settings.telling().reminder()));
        Counter breaches = meters.counter(Catalogue.AUDIT_BREACHES);
        InvariantAudit audit = InvariantAudit.of(reader, writer, openings, breaches::increment);
        stops.add(() -> audit.stop(vertx));
        Retention retention = new Retention(aside, settings.retentionDays());
        stops.add(() -> retention.stop(vertx));
        Stores stores = new Stores(writer, reader, ledger, board, openings, audit, aside, retention);
        meters.gauge(Catalogue.WRITER_SILENCE, () -> seconds(watch.silence()));
        stores.measuredBy(meters);
        OpeningMeters near = new OpeningMeters(meters, Instant::now);
        instruments.near(near::windows);
        long pulse = new Pulse(List.of(writing, reading), board, near).start(vertx);
        stops.add(() -> Future.succeededFuture(vertx.cancelTimer(pulse)));
        return stores;
    }

    private void measuredBy(Meters meters) {
        meters.gauge(Catalogue.CLAIM_QUEUE_DEPTH, ledger::unanswered);
        meters.gauge(Catalogue.CLAIM_QUEUE_AGE, () -> seconds(ledger.oldestWait()));
        meters.gauge(Catalogue.OPENINGS_AGE, () -> seconds(board.age()));
        meters.gauge(Catalogue.AUDIT_AGE, () -> seconds(audit.age()));
        meters.gauge(Catalogue.POOL_GENERATIONS, writer::generations);
        meters.gauge(Catalogue.READERS_IN_USE, reader::readersInUse);
        meters.gauge(Catalogue.READER_LAG, () -> seconds(reader.lagMax()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Has a connection to the writer, and has read the openings. */
    Future<Void> connected() {
        return connected(() -> writer.transaction(session -> Future.succeededFuture()), CONNECT_TRIES)
                .compose(writing -> connected(board::view, CONNECT_TRIES));
    }

    /** On a machine that is busy starting, a first connection may take longer than a claim would wait for one. */
    private static Future<Void> connected(Supplier<Future<?>> attempt, int triesLeft) {
        return attempt.get()
                .<Void>mapEmpty()
                .recover(failure -> triesLeft > 1 ? connected(attempt, triesLeft - 1) : Future.failedFuture(failure));
    }
}
