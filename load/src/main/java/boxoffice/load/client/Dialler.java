package boxoffice.load.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;

/**
 * Makes connections to one target. What it makes is confined to the event loop that asks. A certificate must be valid
 * for the host.
 */
public final class Dialler {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    private final Target target;
    private final NetClient sockets;

    public Dialler(Vertx vertx, Target target) {
        this.target = target;
        this.sockets = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) CONNECT_MAX.toMillis())
                .setTcpNoDelay(true)
                .setSsl(target.secure())
                .setHostnameVerificationAlgorithm(target.secure() ? "HTTPS" : ""));
    }

    /** Not connected yet. */
    public Connection connection() {
        return new Connection(() -> sockets.connect(target.port(), target.host()));
    }

    /** Connected and asked for. */
    public Future<EventStream> stream(String path) {
        return sockets.connect(target.port(), target.host())
                .map(socket -> new EventStream(socket, new Requests(target).stream(path)));
    }

    /** The form of requests to the target. */
    public Requests requests() {
        return new Requests(target);
    }
}
