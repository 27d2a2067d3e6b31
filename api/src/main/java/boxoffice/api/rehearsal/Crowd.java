package boxoffice.api.rehearsal;

import boxoffice.api.http.HttpSettings;
import boxoffice.api.identity.JsonWebKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Members who all claim at once, again and again, a ticket of an opening that does not exist. */
final class Crowd {

    private static final String NO_OPENING = "/api/openings/999999999999999999";
    private static final int CONNECTIONS = 50;

    private final int port;
    private final JsonWebKeys keys;
    private final List<String> tokens;
    private final HttpClient client;

    Crowd(Vertx vertx, int port, JsonWebKeys keys, List<String> tokens) {
        this.port = port;
        this.keys = keys;
        this.tokens = tokens;
        this.client = vertx.createHttpClient(
                new HttpClientOptions(),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(2 * tokens.size()));
    }

    /** Ends after so many rounds, or when the time is up. */
    Future<Void> claim(int rounds, int secondsMax) {
        return round(rounds, System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax))
                .eventually(client::close);
    }

    /** A signature is verified for each: what a first request costs most. */
    private Future<Void> round(int left, long deadlineNanos) {
        if (left == 0 || System.nanoTime() - deadlineNanos > 0) {
            return Future.succeededFuture();
        }
        List<Future<?>> all = new ArrayList<>();
        for (String token : tokens) {
            all.add(keys.verify(token));
            all.add(send(HttpMethod.POST, NO_OPENING + "/tickets", token));
        }
        all.add(send(HttpMethod.GET, "/api/openings", tokens.get(0)));
        all.add(send(HttpMethod.GET, "/api/tickets", tokens.get(0)));
        return Future.join(all).transform(done -> round(left - 1, deadlineNanos));
    }

    private Future<?> send(HttpMethod method, String path, String token) {
        return client.request(method, port, HttpSettings.LOOPBACK, path)
                .compose(request -> request.putHeader("Authorization", "Bearer " + token)
                        .putHeader("Content-Type", "application/json")
                        .send("{}"))
                .compose(HttpClientResponse::end);
    }
}
