package boxoffice.persistence.pool;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the readers: for what is shown. Never for what is decided, because what is read may be as old as the lag
 * of a replica. Its sessions are read-only.
 *
 * <p>Statements take turns on the readers that answer and are not far behind. One whose server fails is sent once more
 * to another. With no reader left, statements go to the writer, over so few connections that claims do not notice.
 * Connections are made when they are needed and go when they are silent, so that their number follows the load; none
 * lives long, so that a new server behind an old name gets its share.
 *
 * <p>Safe from any thread; futures complete on the caller's context and fail with the driver's exception, after
 * {@link #ANSWER_MAX} at the latest for each of two servers.
 */
public final class ReaderPool {

    /** A reader that is further behind is left out. */
    public static final Duration LAG_MAX = Duration.ofSeconds(2);

    /** A statement that is not answered after this is given up there. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(1);

    /** Who has waited so long without an answer is sent elsewhere, whatever is known of the server. */
    private static final Duration SILENT_AFTER = Duration.ofMillis(500);

    private static final Duration CHECKED_EVERY = Duration.ofMillis(500);

    /** Without a question for so long, no lag is measured: an idle service writes nothing. */
    private static final Duration IDLE_AFTER = Duration.ofSeconds(5);

    /** The narrow way: few connections, and a short queue. */
    private static final PoolSettings ON_THE_WRITER = new PoolSettings(
            2, 64, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofMinutes(5));

    private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);

    private final Vertx vertx;
    private final Context context;
    private final PoolObserver observer;
    private final List<ReadServer> servers;
    private final @Nullable WriterWatch watch;
    private final @Nullable Heartbeat heartbeat;
    private final AtomicReference<@Nullable Pool> onTheWriter = new AtomicReference<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile long lastAsked = System.nanoTime();
    private volatile boolean closed;
    private boolean beating;
    private int usedBefore = -1;

    private ReaderPool(
            Vertx vertx,
            List<ReadServer> servers,
            @Nullable WriterWatch watch,
            @Nullable Heartbeat heartbeat,
            PoolObserver observer) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.servers = List.copyOf(servers);
        this.watch = watch;
        this.heartbeat = heartbeat;
        this.observer = observer;
    }

    /** Reads from these servers, and from the writer that the watch has found where none of them will do. */
    public static ReaderPool open(
            Vertx vertx,
            List<DatabaseEndpoint> readers,
            WriterWatch watch,
            WriterPool writer,
            PoolSettings settings,
            PoolObserver observer) {
        Heartbeat heartbeat = new Heartbeat(writer, System::nanoTime);
        ReaderPool pool = new ReaderPool(vertx, servers(vertx, readers, settings), watch, heartbeat, observer);
        watch.onChange(pool::follow);
        pool.context.runOnContext(started -> pool.look(heartbeat));
        return pool;
    }

    /** Reads from one server, however it does. Connects on first use. */
    public static ReaderPool open(Vertx vertx, DatabaseEndpoint reader, PoolSettings settings, PoolObserver observer) {
        return new ReaderPool(vertx, servers(vertx, List.of(reader), settings), null, null, observer);
    }

    private static List<ReadServer> servers(Vertx vertx, List<DatabaseEndpoint> readers, PoolSettings settings) {
        return readers.stream()
                .map(reader -> new ReadServer(vertx, reader, settings))
                .toList();
    }

    /** Runs one prepared statement. */
    public Future<RowSet<Row>> query(String sql, Tuple arguments) {
        long start = System.nanoTime();
        lastAsked = start;
        ReadServer first = choose(null);
        return on(first, sql, arguments).recover(failure -> {
            boolean silent = SqlFailure.of(failure) == SqlFailure.UNAVAILABLE
                    && System.nanoTime() - start >= SILENT_AFTER.toNanos(); // a full queue refuses at once
            boolean elsewhere = first != null && (silent || !first.isWell());
            ReadServer second = elsewhere ? choose(first) : first;
            return second != first ? on(second, sql, arguments) : Future.failedFuture(failure);
        });
    }

    /** How many readers are in use now. Any thread. */
    public int readersInUse() {
        return (int) servers.stream().filter(ReaderPool::isGood).count();
    }

    /** The lag of the reader that is furthest behind, of those that answer. Any thread. */
    public Duration lagMax() {
        return servers.stream()
                .filter(ReadServer::isWell)
                .map(ReadServer::lag)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Closes all connections; statements on the way fail. */
    public Future<Void> close() {
        closed = true;
        List<Future<Void>> all = new ArrayList<>();
        servers.forEach(server -> all.add(server.close()));
        Pool narrow = onTheWriter.getAndSet(null);
        if (narrow != null) {
            all.add(narrow.close());
        }
        return Future.join(all).mapEmpty();
    }

    private static boolean isGood(ReadServer server) {
        return server.isWell() && !server.acceptsWrites() && server.lag().compareTo(LAG_MAX) < 0;
    }

    /**
     * The next good reader that is not this one; null for the writer, when it is known; then one that answers, then
     * any.
     */
    private @Nullable ReadServer choose(@Nullable ReadServer not) {
        if (watch == null) {
            return servers.get(0);
        }
        int start = Math.floorMod(turn.getAndIncrement(), servers.size());
        ReadServer answers = null;
        for (int i = 0; i < servers.size(); i++) {
            ReadServer server = servers.get((start + i) % servers.size());
            if (server != not && isGood(server)) {
                return server;
            }
            answers = server.isWell() && server != not ? server : answers;
        }
        if (onTheWriter.get() != null) {
            return null;
        }
        return answers != null ? answers : servers.get(start);
    }

    private Future<RowSet<Row>> on(@Nullable ReadServer server, String sql, Tuple arguments) {
        Pool pool = server == null ? onTheWriter.get() : server.pool();
        if (pool == null) {
            return Future.failedFuture(new NoWriterException("no reader answers, and no writer is known"));
        }
        long start = System.nanoTime();
        observer.asked();
        return pool.getConnection()
                .onFailure(none -> {
                    observer.refused();
                    heed(server, none instanceof ConnectException); // a full queue says nothing of the server
                })
                .compose(connection -> {
                    observer.acquired(System.nanoTime() - start);
                    return connection
                            .preparedQuery(sql)
                            .execute(arguments)
                            .eventually(() -> release(connection))
                            .timeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                            .onFailure(failure -> heed(server, SqlFailure.of(failure) == SqlFailure.UNAVAILABLE));
                })
                // who waits for a connection of a pool that is closed meanwhile would never hear of it
                .timeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void heed(@Nullable ReadServer server, boolean serverFailed) {
        if (server != null && serverFailed) {
            server.failed();
        }
    }

    private Future<Void> release(SqlConnection connection) {
        observer.released();
        return connection.close().otherwiseEmpty();
    }

    private void follow(Optional<Writer> writer) {
        if (heartbeat != null) {
            heartbeat.forget();
        }
        Pool next = closed
                ? null
                : writer.map(found -> SqlPools.pool(
                                vertx, "writer-reads", found.endpoint(), ON_THE_WRITER, ServerRole.READER))
                        .orElse(null);
        Pool before = onTheWriter.getAndSet(next);
        if (before != null) {
            before.close().onFailure(failure -> LOG.debug("an old pool did not close", failure));
        }
    }

    private void look(Heartbeat measured) {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        if (!beating && now - lastAsked < IDLE_AFTER.toNanos()) {
            beating = true;
            measured.beat().onComplete(beaten -> beating = false);
        }
        List<Future<Void>> checks =
                servers.stream().map(server -> server.check(measured, now)).toList();
        Future.join(checks).onComplete(checked -> tellOfAChange());
        long timer = vertx.setTimer(CHECKED_EVERY.toMillis(), due -> look(measured));
        assert timer >= 0;
    }

    private void tellOfAChange() {
        int used = readersInUse();
        if (used != usedBefore) {
            LOG.info("{} of {} readers are in use", used, servers.size());
            usedBefore = used;
        }
    }
}
