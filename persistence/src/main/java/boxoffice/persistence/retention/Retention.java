package boxoffice.persistence.retention;

import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.AuditLog;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets members, a set time after an opening has closed: a random stand-in takes the place of each id, so that books
 * and reports stay what they were. In transactions of 500 rows; the last one counts, finds no member left, and says so
 * in the audit log, or it does not end. Operators' acts in the audit log are kept. Members who asked to be told of
 * openings are forgotten after the same time, unless they ask again.
 *
 * <p>Looks once an hour, on every instance; that two do it at once does no harm. Safe from any thread.
 */
public final class Retention {

    public static final int DAYS_DEFAULT = 90;

    static final Duration EVERY = Duration.ofHours(1);
    private static final int OPENINGS_AT_ONCE = 50;
    private static final int BATCHES_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final WriterPool writer;
    private final int days;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;
    private volatile Future<?> run = Future.succeededFuture();
    private long timer = -1;

    /**
     * @param writer none that claims use
     * @param days after which members are forgotten
     */
    public Retention(WriterPool writer, int days) {
        this.writer = writer;
        this.days = days;
    }

    public void start(Vertx vertx) {
        timer = vertx.setPeriodic(EVERY.toMillis(), due -> look());
        look();
    }

    /** Ends with the transaction that is under way. */
    public Future<?> stop(Vertx vertx) {
        stopping = true;
        boolean unused = vertx.cancelTimer(timer);
        return run.otherwiseEmpty();
    }

    private void look() {
        if (!stopping && running.compareAndSet(false, true)) {
            run = forget().onFailure(failure -> LOG.warn("members are forgotten later: {}", failure.toString()))
                    .onComplete(done -> running.set(false));
        }
    }

    /** Returns how many openings name no member any more that did before. */
    Future<Integer> forget() {
        return forgetSubscribers(BATCHES_MAX).compose(done -> forgetOpenings(0));
    }

    private Future<Integer> forgetOpenings(int done) {
        if (done >= OPENINGS_AT_ONCE || stopping) {
            return Future.succeededFuture(done);
        }
        return next().compose(opening -> opening.isEmpty()
                ? Future.succeededFuture(done)
                : forget(opening.getAsLong())
                        .recover(failure -> failure instanceof ForgottenException
                                ? Future.succeededFuture()
                                : Future.failedFuture(failure))
                        .compose(forgotten -> forgetOpenings(done + 1)));
    }

    private Future<OptionalLong> next() {
        return writer.session(
                session -> session.run(RetentionStatements.NEXT, Tuple.of(days)).compose(rows -> session.rollback()
                        .map(
                                rows.size() == 0
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(rows.iterator().next().getLong(0)))));
    }

    private Future<Void> forget(long opening) {
        return quotas(opening)
                .compose(quotas -> InTurn.each(quotas, quota -> forgetHolders(opening, quota, 0, BATCHES_MAX)))
                .compose(holders -> forgetReturners(opening, BATCHES_MAX))
                .compose(returners -> end(opening));
    }

    private Future<List<Long>> quotas(long opening) {
        return writer.session(session -> session.run(RetentionStatements.QUOTAS, Tuple.of(opening))
                .compose(rows -> {
                    List<Long> quotas = new ArrayList<>();
                    rows.forEach(row -> quotas.add(row.getLong(0)));
                    return session.rollback().map(quotas);
                }));
    }

    private Future<Void> forgetHolders(long opening, long quota, int after, int left) {
        return locked(opening, session -> session.run(RetentionStatements.LAST_OF_BATCH, Tuple.of(quota, after))
                        .compose(last -> {
                            Integer to = last.iterator().next().getInteger(0);
                            return to == null
                                    ? Future.succeededFuture(after)
                                    : session.run(RetentionStatements.FORGET_HOLDERS, Tuple.of(quota, after, to))
                                            .map(to);
                        }))
                .compose(to -> to == after
                        ? Future.succeededFuture()
                        : orLater(left, () -> forgetHolders(opening, quota, to, left - 1)));
    }

    private Future<Void> forgetReturners(long opening, int left) {
        return locked(opening, session -> session.run(RetentionStatements.FORGET_RETURNERS, Tuple.of(opening))
                        .map(forgotten -> forgotten.rowCount()))
                .compose(rows -> rows < RetentionStatements.ROWS_MAX
                        ? Future.succeededFuture()
                        : orLater(left, () -> forgetReturners(opening, left - 1)));
    }

    private Future<Void> forgetSubscribers(int left) {
        return writer.transaction(session -> session.run(RetentionStatements.FORGET_SUBSCRIBERS, Tuple.of(days)))
                .compose(forgotten -> forgotten.rowCount() < RetentionStatements.ROWS_MAX
                        ? Future.succeededFuture()
                        : orLater(left, () -> forgetSubscribers(left - 1)));
    }

    /** Whoever comes second finds it done, and writes nothing. */
    private Future<Void> end(long opening) {
        return locked(opening, session -> session.run(RetentionStatements.COUNT, Tuple.of(opening, opening))
                .compose(rows -> {
                    Row counted = rows.iterator().next();
                    return counted.getLong(0) > 0
                            ? Future.failedFuture("opening " + new OpeningId(opening) + " still names members")
                            : mark(session, opening, counted.getLong(1));
                }));
    }

    private static Future<Void> mark(WriterSession session, long opening, long rows) {
        return session.run(RetentionStatements.FORGET_DELIVERIES, Tuple.of(opening))
                .compose(gone -> session.run(RetentionStatements.FORGET_NOTICES, Tuple.of(opening)))
                .compose(gone ->
                        session.change(RetentionStatements.FORGOTTEN, Tuple.of(opening), 1, "openings forgotten"))
                .compose(marked -> AuditLog.forgotten(session, new OpeningId(opening), rows));
    }

    /** Nothing is done to one that is forgotten already, or was opened anew meanwhile. */
    private <T> Future<T> locked(long opening, Work<T> work) {
        return writer.transaction(session -> session.run(RetentionStatements.LOCK, Tuple.of(days, opening))
                .compose(rows -> rows.size() == 0 || rows.iterator().next().getLong(0) == 0
                        ? Future.failedFuture(new ForgottenException())
                        : work.within(session)));
    }

    /** Somebody else was quicker. */
    private static final class ForgottenException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private interface Work<T> {

        Future<T> within(WriterSession session);
    }

    private interface Step {

        Future<Void> go();
    }

    private Future<Void> orLater(int left, Step step) {
        return left > 1 && !stopping ? step.go() : Future.failedFuture("stopped on the way: it goes on later");
    }
}
