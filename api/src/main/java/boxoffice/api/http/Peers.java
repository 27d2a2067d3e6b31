package boxoffice.api.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends connections of HTTP/1 whose other end is too slow or silent. Vert.x has one limit, for silence: a head or a body
 * that drips in, and a client that asks and does not read, hold a connection for as long as they like. Confined to one
 * event loop.
 */
final class Peers {

    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final HttpSettings settings;
    private final Map<HttpConnection, Peer> peers = new HashMap<>();

    private Peers(HttpSettings settings) {
        this.settings = settings;
    }

    /** Sweeps until the event loop ends. */
    static Peers on(Vertx vertx, HttpSettings settings) {
        Peers peers = new Peers(settings);
        long sweeps = vertx.setPeriodic(SWEEP.toMillis(), due -> peers.sweep());
        assert sweeps >= 0;
        return peers;
    }

    /** To be called when it has connected, before its first byte is read. */
    void watch(HttpConnection connection) {
        if (connection instanceof ConnectionBase transport) {
            Peer peer = new Peer(transport.channel(), System::nanoTime);
            peer.watch();
            peers.put(connection, peer);
        }
    }

    void gone(HttpConnection connection) {
        peers.remove(connection);
    }

    private void sweep() {
        long head = settings.headMax().toNanos();
        long body = settings.requestMax().plus(SWEEP).toNanos(); // the deadline of requests answers first
        long reader = settings.readerMax().toNanos();
        long silence = settings.silenceMax().toNanos();
        List<Peer> all = new ArrayList<>(peers.values()); // who is cut leaves the map
        all.forEach(peer -> peer.check(head, body, reader, silence));
    }
}
