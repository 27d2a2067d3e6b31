package boxoffice.persistence.testing;

import boxoffice.persistence.pool.DatabaseEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A name for a server: new connections can be led to another one, and whatever passes can be swallowed, as a network
 * does that drops packets. Connections stay open either way.
 */
public final class SwitchProxy implements AutoCloseable {

    private final NetServer listener;
    private final NetClient client;
    private volatile DatabaseEndpoint server;
    private volatile boolean swallowing;
    private volatile boolean cut;
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();

    public SwitchProxy(Vertx vertx, DatabaseEndpoint server) {
        this.server = server;
        this.client = vertx.createNetClient();
        this.listener = vertx.createNetServer().connectHandler(this::accept);
        await(listener.listen(0, "127.0.0.1"));
    }

    /** The name, with the first server's user. */
    public DatabaseEndpoint endpoint() {
        return new DatabaseEndpoint(
                "127.0.0.1", listener.actualPort(), server.database(), server.user(), server.password());
    }

    /** New connections go to this server from now on; old ones stay where they are. */
    public void leadTo(DatabaseEndpoint other) {
        server = other;
    }

    /** Whether nothing gets through, in both directions. */
    public void swallow(boolean everything) {
        swallowing = everything;
    }

    /** Ends all connections, and each new one at once. */
    public void cut() {
        cut = true;
        open.forEach(NetSocket::close);
    }

    /** How many are open. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        await(listener.close());
        await(client.close());
    }

    private void accept(NetSocket near) {
        if (cut) {
            near.close();
            return;
        }
        near.pause();
        open.add(near);
        DatabaseEndpoint target = server;
        client.connect(target.port(), target.host())
                .onSuccess(far -> {
                    near.handler(bytes -> pass(far, bytes));
                    far.handler(bytes -> pass(near, bytes));
                    near.closeHandler(closed -> {
                        open.remove(near);
                        far.close();
                    });
                    far.closeHandler(closed -> near.close());
                    near.resume();
                })
                .onFailure(unreachable -> near.close());
    }

    private void pass(NetSocket to, Buffer bytes) {
        if (!swallowing) {
            Future<Void> written = to.write(bytes);
            written.onFailure(gone -> to.close());
        }
    }

    private static void await(Future<?> future) {
        try {
            Object unused = future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
