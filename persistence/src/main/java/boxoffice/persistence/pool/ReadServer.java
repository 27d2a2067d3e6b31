package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One server to read from, and how it does. Asked over a connection of its own, so that its queue says nothing about
 * it. {@link #check} is confined to the fleet's context; the rest is safe from any thread.
 */
final class ReadServer {

    static final Duration ANSWER_MAX = Duration.ofMillis(700);

    /** Whether it accepts writes, and the heartbeat that it shows. */
    static final String ASK = "SELECT " + WriterSession.ACCEPTS_WRITES + ", " + Heartbeat.SHOWN;

    private final Vertx vertx;
    private final DatabaseEndpoint endpoint;
    private final PoolSettings settings;
    private final Pool asking;
    private volatile Pool pool; // replaced on the watch's context alone
    private volatile boolean well;
    private volatile boolean writes;
    private volatile Duration lag = Duration.ZERO;
    private boolean busy;

    ReadServer(Vertx vertx, DatabaseEndpoint endpoint, PoolSettings settings) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.settings = settings;
        this.asking =
                SqlPools.pool(vertx, "reader-watch", endpoint, WatchPace.DEFAULT.connections(), ServerRole.READER);
        this.pool = newPool();
    }

    DatabaseEndpoint endpoint() {
        return endpoint;
    }

    Pool pool() {
        return pool;
    }

    /** Whether it answers. */
    boolean isWell() {
        return well;
    }

    boolean acceptsWrites() {
        return writes;
    }

    Duration lag() {
        return lag;
    }

    /** A statement on it failed in a way that says something about it: nobody is sent here until it answers again. */
    void failed() {
        well = false;
    }

    /** Asks how it does, unless it is being asked; never fails. */
    Future<Void> check(Heartbeat heartbeat, long nowNanos) {
        if (busy) {
            return Future.succeededFuture();
        }
        busy = true;
        return asking.getConnection()
                .compose(connection -> connection
                        .query(ASK)
                        .execute()
                        .map(rows -> rows.iterator().next())
                        .eventually(connection::close))
                .timeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .transform(answered -> {
                    busy = false;
                    if (answered.succeeded()) {
                        answered(answered.result(), heartbeat, nowNanos);
                    } else {
                        silent();
                    }
                    return Future.succeededFuture();
                });
    }

    Future<Void> close() {
        return asking.close().eventually(() -> pool.close());
    }

    private void answered(Row row, Heartbeat heartbeat, long askedNanos) {
        writes = row.getInteger(0) == 1;
        Long shown = row.getLong(1);
        lag = shown == null ? Duration.ZERO : heartbeat.lag(shown, askedNanos);
        well = true;
    }

    /** Its connections may hang for longer than it does: the next ones are new. */
    private void silent() {
        if (well || pool.size() > 0) {
            well = false;
            Pool hanging = pool;
            pool = newPool();
            hanging.close().onFailure(ignored -> {});
        }
    }

    /** The driver adds no jitter, and connections that all end together would all be made anew together. */
    private Pool newPool() {
        long lifetime = settings.lifetimeMax().toMillis();
        long jittered = ThreadLocalRandom.current().nextLong(lifetime / 2, lifetime + 1);
        PoolSettings own = new PoolSettings(
                settings.connectionsMax(),
                settings.waitingMax(),
                settings.acquireTimeout(),
                settings.connectTimeout(),
                settings.silenceMax(),
                Duration.ofMillis(jittered));
        return SqlPools.pool(vertx, "reader", endpoint, own, ServerRole.READER);
    }
}
