package boxoffice.api.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider's key set (JWKS): fetched at start, and again every few minutes, never in the path of a
 * request.
 */
public final class KeySetSource {

    private static final Logger LOG = LoggerFactory.getLogger(KeySetSource.class);
    private static final Duration FETCH_MAX = Duration.ofSeconds(3);
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final URI address;
    private final HttpClient client;

    public KeySetSource(Vertx vertx, URI address) {
        this.vertx = vertx;
        this.address = address;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(FETCH_MAX.toMillis()))
                .setKeepAlive(false));
    }

    /** Fetches the set once. */
    public Future<JsonObject> fetch() {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.toString())
                .setTimeout(FETCH_MAX.toMillis());
        return client.request(request)
                .compose(connected -> connected.send())
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("it answered " + response.statusCode()))
                .map(body -> body.toJsonObject());
    }

    /**
     * Keeps the keys up to date; a failed fetch leaves them as they are. Runs until the instance of Vert.x is closed.
     */
    public void keepUpToDate(JsonWebKeys keys) {
        long timer = vertx.setPeriodic(REFRESH.toMillis(), due -> fetch().map(set -> {
                    keys.replace(set);
                    return set;
                })
                .onFailure(failure -> LOG.warn("cannot refresh the keys of {}: {}", address, failure.getMessage())));
        LOG.debug("refreshes the keys of {} by timer {}", address, timer);
    }
}
