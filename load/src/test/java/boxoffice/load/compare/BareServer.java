package boxoffice.load.compare;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** Answers every request with the same ticket: 201 to a POST, else 200. One verticle for every event loop. */
public final class BareServer extends VerticleBase {

    private final int port;

    private BareServer(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
        vertx.deployVerticle(() -> new BareServer(port), new DeploymentOptions().setInstances(loops))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer().requestHandler(BareServer::answer).listen(port);
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .setStatusCode(request.method().equals(HttpMethod.POST) ? 201 : 200)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("id", "0123456789abcdef")
                        .put("openingId", "1")
                        .put("number", 1)
                        .toBuffer())
                .onFailure(closed -> request.connection().close());
    }
}
