package boxoffice.api.http;

import boxoffice.api.http.ContractOperation.Audience;
import boxoffice.api.identity.Tokens;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves a set of operations on one port; one instance for each event loop. */
public final class HttpVerticle extends VerticleBase {

    private static final int BACKLOG = 4_096; // 2,000 connect in the same instant
    private static final int STOP_SECONDS_MAX = 10;

    private final HttpSettings settings;
    private final int port;
    private final Set<Audience> audiences;
    private final Bindings bindings;
    private final Tokens tokens;
    private final Page page;
    private final HttpObserver observer;
    private final AtomicInteger connections;
    private @Nullable HttpServer server;

    /** @param connections counts the connections of all instances */
    public HttpVerticle(
            HttpSettings settings,
            int port,
            Set<Audience> audiences,
            Bindings bindings,
            Tokens tokens,
            Page page,
            HttpObserver observer,
            AtomicInteger connections) {
        this.settings = settings;
        this.port = port;
        this.audiences = Set.copyOf(audiences);
        this.bindings = bindings;
        this.tokens = tokens;
        this.page = page;
        this.observer = observer;
        this.connections = connections;
    }

    @Override
    public Future<?> start() {
        Routes routes = new Routes(vertx, settings, bindings.of(audiences), tokens, observer);
        Router router = routes.router();
        if (audiences.contains(Audience.PUBLIC)) {
            page.mount(router);
        }
        HttpServer created = vertx.createHttpServer(options());
        server = created;
        return created.connectionHandler(this::admit)
                .invalidRequestHandler(this::refuseUnreadable)
                .requestHandler(routes.before(router))
                .listen(port, settings.host());
    }

    /** Takes no new connection, answers what it has accepted, then closes. */
    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setIdleTimeout(Math.toIntExact(settings.silenceMax().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false) // no WebSockets here: spares each request a handler
                .setPerMessageWebSocketCompressionSupported(false)
                .setTcpNoDelay(true);
    }

    private void admit(HttpConnection connection) {
        if (connections.incrementAndGet() > settings.connectionsMax()) {
            connection.close().onFailure(gone -> {});
        }
        observer.connected();
        connection.closeHandler(closed -> {
            connections.decrementAndGet();
            observer.disconnected();
        });
    }

    /** Answers a request whose head could not be read, without a router, and ends the connection. */
    private void refuseUnreadable(HttpServerRequest request) {
        observer.refused();
        Answer answer =
                Answer.problem(HttpProblems.ofUnreadable(request.decoderResult().cause()));
        request.response().setStatusCode(answer.status());
        answer.headers().forEach(header -> AnswerWriter.put(request.response(), header));
        request.response().putHeader("Connection", "close");
        request.response()
                .end(answer.body())
                .onComplete(sent -> request.connection().close().onFailure(gone -> {}));
    }
}
