package boxoffice.persistence.faults;

import boxoffice.persistence.pool.DatabaseEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Stands between a pool and its MySQL or MariaDB server, without TLS, and spoils what passes: by chance
 * ({@link Weather}), by state ({@link Line}), or at a chosen place. The server is given one command at a time: what a
 * client sends behind another waits for that one's reply.
 *
 * <p>Chance comes from the seed and the number of the connection, so that the same seed meets each connection with the
 * same fate; which connection carries what is up to the threads. Any thread may change the state at any time.
 */
public final class FaultProxy implements AutoCloseable {

    /**
     * The command COMMIT, for {@link #rollBackBefore}; other numbers count the prepared executions since the
     * transaction began, from 1.
     */
    public static final int COMMIT = 0;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Vertx vertx;
    private final long seed;
    private final NetServer listener;
    private final NetClient client;
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<Injected, Integer> injected = new EnumMap<>(Injected.class);
    private volatile DatabaseEndpoint target;
    private volatile Weather weather = Weather.CALM;
    private volatile Line line = Line.OPEN;
    private volatile IntPredicate rollBackBefore = place -> false;

    /** Listens on a free port of 127.0.0.1 at once. */
    public FaultProxy(Vertx vertx, DatabaseEndpoint target, long seed) {
        this.vertx = vertx;
        this.target = target;
        this.seed = seed;
        this.client = vertx.createNetClient();
        this.listener = vertx.createNetServer().connectHandler(this::accept);
        await(listener.listen(0, "127.0.0.1"));
    }

    /** One that rolls back silently before those commands for which the predicate is true; see {@link #COMMIT}. */
    public static FaultProxy rollingBack(Vertx vertx, DatabaseEndpoint target, IntPredicate places) {
        FaultProxy proxy = new FaultProxy(vertx, target, 0);
        proxy.rollBackBefore(places);
        return proxy;
    }

    /** The server as seen through the proxy, with the target's account. */
    public DatabaseEndpoint endpoint() {
        return as(target);
    }

    /** The same way in, with the account of another endpoint. */
    public DatabaseEndpoint as(DatabaseEndpoint account) {
        return new DatabaseEndpoint(
                "127.0.0.1", listener.actualPort(), account.database(), account.user(), account.password());
    }

    public void weather(Weather now) {
        weather = now;
    }

    /** Changes the state; what was held is delivered where it is held no more. */
    public void line(Line now) {
        line = now;
        open.forEach(now == Line.CLOSED ? Conversation::cut : Conversation::lineChanged);
    }

    /** New connections go there; those that are there stay where they are. */
    public void switchTo(DatabaseEndpoint server) {
        target = server;
    }

    /** Cuts all connections. */
    public void cutAll() {
        open.forEach(Conversation::cut);
    }

    /** Is asked for each command; true has the server roll back just before the command is passed on. */
    public void rollBackBefore(IntPredicate places) {
        rollBackBefore = places;
    }

    public int count(Injected what) {
        synchronized (injected) {
            return injected.getOrDefault(what, 0);
        }
    }

    /** Connections that are open now. */
    public int connections() {
        return open.size();
    }

    /** Connections since the start. */
    public int accepted() {
        return accepted.get();
    }

    @Override
    public void close() {
        cutAll();
        await(listener.close());
        await(client.close());
    }

    Weather weather() {
        return weather;
    }

    Line line() {
        return line;
    }

    Vertx vertx() {
        return vertx;
    }

    boolean rollsBackBefore(int place) {
        return rollBackBefore.test(place);
    }

    void injected(Injected what) {
        synchronized (injected) {
            injected.merge(what, 1, Integer::sum);
        }
    }

    Future<NetSocket> connect() {
        return client.connect(target.port(), target.host());
    }

    void ended(Conversation conversation) {
        boolean unused = open.remove(conversation);
    }

    private void accept(NetSocket near) {
        if (line == Line.CLOSED) {
            near.close().onFailure(gone -> {});
            return;
        }
        Conversation conversation =
                new Conversation(this, near, new Random(seed ^ (accepted.incrementAndGet() * GOLDEN)));
        open.add(conversation);
        conversation.start();
    }

    private static void await(Future<?> future) {
        try {
            Object unused = future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
