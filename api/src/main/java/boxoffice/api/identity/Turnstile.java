package boxoffice.api.identity;

import boxoffice.persistence.pool.Password;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Asks Cloudflare Turnstile whether a member's browser has passed its challenge. Turnstile tells that once for each
 * token; since a claim may be sent again, what was passed counts for the same member and token for five minutes more.
 *
 * <p>Safe from any thread. Fails when Turnstile does not answer as it should within two seconds.
 */
public final class Turnstile {

    /** Where Cloudflare answers. */
    public static final URI CLOUDFLARE = URI.create("https://challenges.cloudflare.com/turnstile/v0/siteverify");

    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration COUNTS = Duration.ofMinutes(5); // as long as a token may be shown the first time
    private static final int REMEMBERED_MAX = 50_000;
    private static final int CONNECTIONS_MAX = 64;
    private static final int WAITING_MAX = 2_000;

    private final URI address;
    private final Password secret;
    private final HttpClient client;
    private final Cache<Passed, Boolean> passed = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(COUNTS)
            .build();

    private record Passed(String member, String token) {}

    public Turnstile(Vertx vertx, URI address, Password secret) {
        this.address = address;
        this.secret = secret;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(Math.toIntExact(ANSWER_MAX.toMillis())),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX));
    }

    /** Whether this member's token is good. */
    public Future<Boolean> isPassed(Principal member, String token) {
        Passed asked = new Passed(member.member().value(), token);
        if (passed.getIfPresent(asked) != null) {
            return Future.succeededFuture(true);
        }
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(address.toString())
                        .putHeader("Content-Type", "application/x-www-form-urlencoded"))
                .compose(request -> answer(request, token))
                .timeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .map(good -> {
                    if (good) {
                        passed.put(asked, true);
                    }
                    return good;
                });
    }

    private Future<Boolean> answer(HttpClientRequest request, String token) {
        Buffer form = Buffer.buffer("secret=" + encoded(secret.value()) + "&response=" + encoded(token));
        return request.send(form)
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("Turnstile answered " + response.statusCode()))
                .map(body -> Objects.equals(new JsonObject(body).getValue("success"), true));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
