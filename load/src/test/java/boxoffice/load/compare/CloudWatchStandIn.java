package boxoffice.load.compare;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/**
 * Stands where a service looks for CloudWatch, and costs next to nothing: what the service spends on it is to be seen,
 * not what a local AWS does on the same cores.
 */
final class CloudWatchStandIn implements AutoCloseable {

    /** What a service meets there. */
    enum Behaviour {
        ACCEPTS(200),
        DENIES(403),
        THROTTLES(429),
        /** Connects, and never answers. */
        HANGS(0),
        /** Nobody listens. */
        ABSENT(0);

        private final int status;

        Behaviour(int status) {
            this.status = status;
        }
    }

    private static final byte[] EMPTY_CBOR_MAP = {(byte) 0xbf, (byte) 0xff};

    private final int port;
    private final AutoCloseable server;

    private CloudWatchStandIn(int port, AutoCloseable server) {
        this.port = port;
        this.server = server;
    }

    static CloudWatchStandIn start(Behaviour behaviour) {
        try {
            return switch (behaviour) {
                case ACCEPTS, DENIES, THROTTLES -> answering(behaviour.status);
                case HANGS -> {
                    ServerSocket unheard = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    yield new CloudWatchStandIn(unheard.getLocalPort(), unheard);
                }
                case ABSENT -> new CloudWatchStandIn(FreePorts.next(), () -> {});
            };
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static CloudWatchStandIn answering(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
            exchange.getResponseHeaders().add("Content-Type", "application/cbor");
            exchange.sendResponseHeaders(status, EMPTY_CBOR_MAP.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(EMPTY_CBOR_MAP);
            }
        });
        server.start();
        return new CloudWatchStandIn(server.getAddress().getPort(), () -> server.stop(0));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
