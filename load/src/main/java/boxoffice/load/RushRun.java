package boxoffice.load;

import boxoffice.load.audit.Audit;
import boxoffice.load.audit.Books;
import boxoffice.load.audit.DatabaseBooks;
import boxoffice.load.audit.Limits;
import boxoffice.load.client.Dialler;
import boxoffice.load.report.Report;
import boxoffice.load.rush.CannotRun;
import boxoffice.load.rush.HttpBooks;
import boxoffice.load.rush.Rush;
import boxoffice.load.rush.RushResult;
import boxoffice.load.rush.RushSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The rush, then the audit, on an event loop of their own; waits for both, within a deadline. */
final class RushRun {

    private static final Duration AUDIT_MAX = Duration.ofMinutes(2);
    private static final Duration BEYOND_MAX = Duration.ofMinutes(10);
    private static final Duration OPENING_AHEAD_MAX = Duration.ofHours(2);

    private final RushSettings settings;
    private final Limits limits;
    private final @Nullable MySQLConnectOptions writer;

    RushRun(RushSettings settings, Limits limits, @Nullable MySQLConnectOptions writer) {
        this.settings = settings;
        this.limits = limits;
        this.writer = writer;
    }

    /**
     * Runs on the caller's thread until all is known.
     *
     * @throws CannotRun where it could not begin, or not be audited
     */
    Report run(ProgressLine progress) {
        FileLimit.check(settings);
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        try {
            Promise<Report> report = Promise.promise();
            vertx.getOrCreateContext()
                    .runOnContext(start -> rushAndAudit(vertx, progress).onComplete(report));
            return await(report.future());
        } finally {
            progress.end();
            closed(vertx);
        }
    }

    private Future<Report> rushAndAudit(Vertx vertx, ProgressLine progress) {
        return new Rush(vertx, settings, progress).run().compose(result -> books(vertx, result)
                .map(books -> Report.of(settings, result, books, Audit.of(result.history(), books, limits))));
    }

    private Future<Books> books(Vertx vertx, RushResult result) {
        Future<Books> books = writer != null
                ? DatabaseBooks.read(vertx, writer, result.opening().id())
                : HttpBooks.read(vertx, new Dialler(vertx, settings.target()), result);
        return books.timeout(AUDIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Report await(Future<Report> report) {
        Duration atMost = settings.crowd()
                .lead()
                .plus(settings.patience())
                .plus(settings.openingId() == null ? Duration.ZERO : OPENING_AHEAD_MAX)
                .plus(BEYOND_MAX);
        try {
            return report.toCompletionStage().toCompletableFuture().get(atMost.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new CannotRun(cause instanceof CannotRun ? String.valueOf(cause.getMessage()) : cause.toString());
        } catch (TimeoutException late) {
            throw new CannotRun("no end within " + atMost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted");
        }
    }

    private static void closed(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException ignored) {
            // The process ends anyway, and the report is made.
        }
    }
}
