package boxoffice.api.http;

import boxoffice.api.http.ContractOperation.Audience;
import boxoffice.api.identity.AddressPaces;
import boxoffice.api.identity.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves a set of operations on one port; one instance for each event loop. */
public final class HttpVerticle extends VerticleBase {

    private static final int BACKLOG = 4_096; // 2,000 connect in the same instant
    private static final int SEND_BUFFER_BYTES = 64 * 1024;
    private static final int STOP_SECONDS_MAX = 10;
    private static final int HANDSHAKE_SECONDS_MAX = 10;
    private static final int STREAMS_MAX = 100;
    private static final int HEADER_BYTES_MAX = 8_192;
    private static final int RESETS_MAX = 100;
    private static final int RESETS_SECONDS = 30;

    private final HttpSettings settings;
    private final int port;
    private final Set<Audience> audiences;
    private final Bindings bindings;
    private final Tokens tokens;
    private final Page page;
    private final HttpObserver observer;
    private final AtomicInteger connections;
    private final AddressPaces addresses;
    private @Nullable HttpServer server;

    /**
     * @param connections counts the connections of all instances
     * @param addresses counts the requests of all instances, by the address
     */
    public HttpVerticle(
            HttpSettings settings,
            int port,
            Set<Audience> audiences,
            Bindings bindings,
            Tokens tokens,
            Page page,
            HttpObserver observer,
            AtomicInteger connections,
            AddressPaces addresses) {
        this.settings = settings;
        this.port = port;
        this.audiences = Set.copyOf(audiences);
        this.bindings = bindings;
        this.tokens = tokens;
        this.page = page;
        this.observer = observer;
        this.connections = connections;
        this.addresses = addresses;
    }

    @Override
    public Future<?> start() {
        observer.serves();
        Routes routes = new Routes(vertx, settings, bindings.of(audiences), tokens, observer);
        Router router = routes.router();
        if (isPublic()) {
            page.mount(router);
        }
        HttpServerOptions options = options();
        HttpServer created = vertx.createHttpServer(options);
        server = created;
        Peers watched = Peers.on(vertx, settings);
        return created.connectionHandler(connection -> admit(connection, options, watched))
                .invalidRequestHandler(this::refuseUnreadable)
                .requestHandler(isPublic() ? guarded(routes.before(router)) : routes.before(router))
                .listen(port, settings.host());
    }

    /** Takes no new connection, answers what it has accepted, then closes. */
    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private boolean isPublic() {
        return audiences.contains(Audience.PUBLIC);
    }

    private Handler<HttpServerRequest> guarded(Handler<HttpServerRequest> next) {
        return AddressGuard.before(next, settings.addresses(), addresses, observer);
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false) // no WebSockets here: spares each request a handler
                .setPerMessageWebSocketCompressionSupported(false)
                .setSendBufferSize(SEND_BUFFER_BYTES) // or one that does not read holds megabytes of the kernel's
                .setTcpNoDelay(true);
        return settings.tls() != null && isPublic()
                ? encrypted(options, settings.tls(), settings.silenceMax())
                : options;
    }

    /** With HTTP/2, of which each stream counts as a connection would. */
    private static HttpServerOptions encrypted(HttpServerOptions options, TlsFiles files, Duration silenceMax) {
        return options.setSsl(true)
                .setIdleTimeout(Math.toIntExact(silenceMax.toSeconds())) // Peers do not see HTTP/2
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS_MAX)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(files.certificate().toString())
                        .setKeyPath(files.key().toString()))
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(STREAMS_MAX)
                        .setMaxHeaderListSize(HEADER_BYTES_MAX)
                        .setPushEnabled(false))
                .setHttp2RstFloodMaxRstFramePerWindow(RESETS_MAX)
                .setHttp2RstFloodWindowDuration(RESETS_SECONDS)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS);
    }

    private void admit(HttpConnection connection, HttpServerOptions options, Peers peers) {
        if (connections.incrementAndGet() > settings.connectionsMax()) {
            connection.close().onFailure(gone -> {});
        }
        if (connection instanceof ConnectionBase transport) {
            StrictRequestDecoder.install(transport.channel().pipeline(), options);
        }
        peers.watch(connection);
        observer.connected();
        connection.closeHandler(closed -> {
            peers.gone(connection);
            connections.decrementAndGet();
            observer.disconnected();
        });
    }

    /** Answers a request whose head could not be read, without a router, and ends the connection. */
    private void refuseUnreadable(HttpServerRequest request) {
        observer.refused();
        AnswerWriter.writeLast(
                request,
                Answer.problem(HttpProblems.ofUnreadable(request.decoderResult().cause())));
    }
}
