package boxoffice.load.rush;

import boxoffice.load.client.Connection;
import boxoffice.load.client.Requests;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes and shows openings over HTTP. */
final class Openings {

    private static final Duration STAYS_OPEN = Duration.ofHours(1);
    private static final Duration ASK_AGAIN = Duration.ofMillis(100);
    private static final int ASKED_MAX = 100;

    private final Vertx vertx;
    private final Connection connection;
    private final Requests requests;

    Openings(Vertx vertx, Connection connection, Requests requests) {
        this.vertx = vertx;
        this.connection = connection;
        this.requests = requests;
    }

    /** Makes one with one quota; its id. */
    Future<String> create(String adminToken, int tickets, Instant opensAt) {
        Instant opens = opensAt.truncatedTo(ChronoUnit.MILLIS);
        JsonObject opening = new JsonObject()
                .put("title", "Rush for " + tickets + " tickets")
                .put("movie", "The Crowd (1928)")
                .put("opensAt", opens.toString())
                .put("closesAt", opens.plus(STAYS_OPEN).toString())
                .put(
                        "quotas",
                        new JsonArray()
                                .add(new JsonObject().put("name", "Screen 1").put("size", tickets)));
        return connection
                .send(requests.post("/api/admin/openings", adminToken, opening.encode()))
                .map(answer -> answer.json(201).getString("id"));
    }

    /** Shows one, and waits a while where it is not there yet. */
    Future<Opening> show(String id) {
        return show(id, ASKED_MAX);
    }

    private Future<Opening> show(String id, int asks) {
        return connection.send(requests.get("/api/openings/" + id, "")).compose(answer -> {
            if (answer.status() == 404 && asks > 0) {
                return vertx.timer(ASK_AGAIN.toMillis()).compose(later -> show(id, asks - 1));
            }
            return Future.succeededFuture(Opening.of(answer.json(200)));
        });
    }
}
