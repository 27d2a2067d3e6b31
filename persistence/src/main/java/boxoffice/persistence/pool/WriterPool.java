package boxoffice.persistence.pool;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the writer: for what is decided. Its sessions have {@code autocommit=0}, so that statements which a server
 * has silently rolled back can never commit one by one, and READ COMMITTED, so that neighbouring openings do not lock
 * each other.
 *
 * <p>The driver's pool never leaves a server that is no longer the writer, and never gives up a connection that hangs.
 * So there is a pool for each sighting of the writer, a generation, which is replaced as a whole: by the watch, by the
 * first statement that is refused because the server is read-only, and when a session hangs. While no writer is known,
 * who wants a session waits for the next generation, as long as for a connection.
 *
 * <p>Safe from any thread; futures complete on the caller's context.
 */
public final class WriterPool {

    /** A session that lasts longer is given up: whoever waits for it wants an answer. */
    public static final Duration SESSION_MAX = Duration.ofSeconds(4);

    /** How many connections the {@linkplain #narrow narrow} way has. */
    public static final int NARROW_CONNECTIONS = 2;

    /** Sessions of a generation that hangs may end by themselves for so long: others of them are well. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(WriterPool.class);

    /** Longer than the wait for a lock: a server that is silent for so long in a session hangs. */
    private static final Duration SILENCE_MAX = Duration.ofMillis(2_200);

    /** The connections to one sighting of the writer. */
    record Generation(Writer writer, Pool pool) {}

    private record Lent(Generation generation, WriterSession session) {}

    private final Vertx vertx;
    private final WriterWatch watch;
    private final boolean ownsWatch;
    private final boolean evicts;
    private final PoolSettings settings;
    private final PoolObserver observer;
    private final AtomicReference<@Nullable Generation> current = new AtomicReference<>();
    private final AtomicInteger generations = new AtomicInteger();
    private final Set<Promise<Generation>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private WriterPool(
            Vertx vertx,
            WriterWatch watch,
            boolean ownsWatch,
            boolean evicts,
            PoolSettings settings,
            PoolObserver observer) {
        this.vertx = vertx;
        this.watch = watch;
        this.ownsWatch = ownsWatch;
        this.evicts = evicts;
        this.settings = settings;
        this.observer = observer;
    }

    /** Goes to whichever server the watch has found. Connects on first use. */
    public static WriterPool open(Vertx vertx, WriterWatch watch, PoolSettings settings, PoolObserver observer) {
        WriterPool pool = new WriterPool(vertx, watch, false, true, settings, observer);
        watch.onChange(pool::follow);
        return pool;
    }

    /**
     * A way beside the claims', for what nobody waits for: of few connections and unmeasured, so that whatever is slow
     * on it takes no connection that a claim could use.
     */
    public static WriterPool narrow(Vertx vertx, WriterWatch watch) {
        return open(vertx, watch, PoolSettings.writer(NARROW_CONNECTIONS), new UnseenPool());
    }

    /** Goes to one server, while it is the writer; with a watch of its own. */
    public static WriterPool open(Vertx vertx, DatabaseEndpoint writer, PoolSettings settings, PoolObserver observer) {
        WriterWatch watch = WriterWatch.start(vertx, List.of(writer), WatchPace.DEFAULT, new UnseenWriter());
        WriterPool pool = new WriterPool(vertx, watch, true, true, settings, observer);
        watch.onChange(pool::follow);
        return pool;
    }

    /** The guard taken away: stays with the connections it has, whatever they lead to. For the test of the guard. */
    static WriterPool withoutEviction(
            Vertx vertx, DatabaseEndpoint writer, PoolSettings settings, PoolObserver observer) {
        WriterWatch watch = WriterWatch.start(vertx, List.of(writer), WatchPace.DEFAULT, new UnseenWriter());
        WriterPool pool = new WriterPool(vertx, watch, true, false, settings, observer);
        pool.current.set(pool.generationOf(new Writer(writer, "whoever answers", 1)));
        return pool;
    }

    /**
     * Lends a connection to the work, which ends each transaction it begins; after a failure it is rolled back here.
     * Fails as the work does, or because no connection could be had, or after {@link #SESSION_MAX}, then with
     * {@link OutcomeUnknownException} when COMMIT had been sent.
     */
    public <T> Future<T> session(Function<WriterSession, Future<T>> work) {
        CommitGate gate = new CommitGate();
        long patience = vertx.setTimer(SESSION_MAX.toMillis(), late -> gate.giveUp("a session took too long"));
        return session(gate, work).onComplete(done -> vertx.cancelTimer(patience));
    }

    /**
     * The same, until the gate is given up by whoever holds it: a session that is left ends with its next statement.
     * Where its server has been silent for long, connections of its generation are not lent any more.
     */
    public <T> Future<T> session(CommitGate gate, Function<WriterSession, Future<T>> work) {
        AtomicReference<@Nullable Lent> lent = new AtomicReference<>();
        Future<T> worked = acquire(gate, lent).compose(taken -> Future.succeededFuture(taken.session())
                .compose(begun -> begun.begin().compose(open -> work.apply(begun)))
                .recover(failure -> undo(taken.session()).transform(ended -> Future.failedFuture(failure)))
                .eventually(() -> giveBack(taken)));
        return gate.orGivenUp(worked).onFailure(failed -> {
            Lent left = lent.get();
            if (left != null && !worked.isComplete() && left.session().silence().compareTo(SILENCE_MAX) >= 0) {
                replace(left.generation());
            }
        });
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

    /** Calls it, on the watch's event loop, each time when what was read of the writer so far may be wrong. */
    public void onChange(Runnable listener) {
        watch.onChange(change -> listener.run());
    }

    /** How many generations there have been. */
    public int generations() {
        return generations.get();
    }

    /** Closes all connections; statements on the way fail. */
    public Future<Void> close() {
        closed = true;
        Generation last = current.getAndSet(null);
        Future<Void> pool =
                last == null ? Future.succeededFuture() : last.pool().close();
        return pool.eventually(() -> ownsWatch ? watch.close() : Future.succeededFuture());
    }

    private Future<Lent> acquire(CommitGate gate, AtomicReference<@Nullable Lent> lent) {
        long start = System.nanoTime();
        observer.asked();
        return connection(gate, start)
                .onSuccess(lent::set)
                .onFailure(none -> observer.refused())
                .onSuccess(taken -> observer.acquired(System.nanoTime() - start));
    }

    /** A ROLLBACK that nobody waits for has a deadline too: a connection that hangs in it would never come back. */
    private Future<Void> giveBack(Lent taken) {
        WriterSession session = taken.session();
        if (!session.endsLater()) {
            return release(session);
        }
        long patience = vertx.setTimer(SILENCE_MAX.toMillis(), late -> replace(taken.generation()));
        session.rollback()
                .eventually(() -> release(session))
                .onFailure(failure -> LOG.debug("a connection was lost at its end", failure))
                .onComplete(ended -> vertx.cancelTimer(patience));
        return Future.succeededFuture();
    }

    /** A ROLLBACK that is sent while others are not answered is forgotten if the connection breaks. */
    private Future<Void> undo(WriterSession session) {
        return session.answered().transform(all -> aTurnLater()).compose(later -> session.rollback());
    }

    /** A connection that breaks is not lent to the next one before the driver knows that it is broken. */
    private Future<Void> release(WriterSession session) {
        return session.answered().recover(broken -> aTurnLater()).compose(known -> session.release());
    }

    /**
     * While the driver tells that a connection is broken it does not know it yet, and forgets what is sent; a turn of
     * the event loop later it does.
     */
    private Future<Void> aTurnLater() {
        Promise<Void> later = Promise.promise();
        vertx.getOrCreateContext().runOnContext(now -> later.complete());
        return later.future();
    }

    /** Once more where the generation was replaced meanwhile. */
    private Future<Lent> connection(CommitGate gate, long start) {
        return generation().compose(generation -> {
            return generation
                    .pool()
                    .getConnection()
                    .map(connection -> new Lent(
                            generation,
                            new WriterSession(connection, observer, gate, failure -> heed(generation, failure))))
                    .recover(failure -> {
                        watch.suspect();
                        boolean replaced = !generation.equals(current.get());
                        boolean inTime = System.nanoTime() - start
                                < settings.acquireTimeout().toNanos();
                        return replaced && inTime && !gate.isShut()
                                ? connection(gate, start)
                                : Future.failedFuture(failure);
                    });
        });
    }

    private Future<Generation> generation() {
        Generation now = current.get();
        if (now != null) {
            return Future.succeededFuture(now);
        }
        if (closed || waiting.size() >= settings.waitingMax()) {
            return Future.failedFuture(new NoWriterException("no writer is known, and enough wait for one"));
        }
        Context caller = vertx.getOrCreateContext();
        Promise<Generation> found = Promise.promise();
        Promise<Generation> told = Promise.promise();
        found.future().onComplete(known -> caller.runOnContext(back -> told.handle(known)));
        waiting.add(found);
        long patience = vertx.setTimer(
                settings.acquireTimeout().toMillis(),
                late -> found.tryFail(new NoWriterException("no writer was found in time")));
        Generation since = current.get();
        if (since != null) {
            found.tryComplete(since);
        }
        return told.future().onComplete(done -> {
            waiting.remove(found);
            vertx.cancelTimer(patience);
        });
    }

    /** What a failed statement means for the generation; UNAVAILABLE is often one connection only. */
    private void heed(Generation generation, Throwable failure) {
        if (!evicts) {
            return;
        }
        switch (SqlFailure.of(failure)) {
            case NOT_THE_WRITER -> {
                if (current.compareAndSet(generation, null)) {
                    LOG.warn(
                            "{} no longer accepts writes",
                            generation.writer().endpoint().address());
                    closeAfter(generation, GRACE);
                }
                watch.demoted(generation.writer());
            }
            case UNAVAILABLE -> watch.suspect();
            case CONFLICT, FATAL -> {}
        }
    }

    private void follow(Optional<Writer> writer) {
        if (closed) {
            return;
        }
        Generation next = writer.map(this::generationOf).orElse(null);
        Generation before = current.getAndSet(next);
        if (before != null) {
            closeAfter(before, Duration.ZERO);
        }
        if (next != null) {
            List<Promise<Generation>> all = new ArrayList<>(waiting);
            all.forEach(one -> one.tryComplete(next));
        }
    }

    /** A session of it hangs; the server may be well. */
    private void replace(Generation hanging) {
        watch.suspect();
        Generation fresh = generationOf(hanging.writer());
        if (!closed && current.compareAndSet(hanging, fresh)) {
            LOG.warn(
                    "a session with {} hangs: all connections are replaced",
                    hanging.writer().endpoint().address());
            closeAfter(hanging, GRACE);
        } else {
            closeAfter(fresh, Duration.ZERO);
        }
    }

    private Generation generationOf(Writer writer) {
        int number = generations.incrementAndGet();
        return new Generation(
                writer, SqlPools.pool(vertx, "writer-" + number, writer.endpoint(), settings, ServerRole.WRITER));
    }

    private void closeAfter(Generation generation, Duration grace) {
        if (grace.isZero()) {
            generation.pool().close().onFailure(failure -> LOG.debug("an old pool did not close", failure));
        } else {
            vertx.setTimer(grace.toMillis(), over -> closeAfter(generation, Duration.ZERO));
        }
    }
}
