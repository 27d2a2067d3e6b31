package boxoffice.load.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The contract as far as a rush needs it, in memory, on one event loop, with one opening. It can be told to give more
 * tickets than there are, to answer nothing for a while after the opening, or to be busy at first.
 */
public final class FakeBoxoffice implements AutoCloseable {

    private static final long STARTED_MAX_SECONDS = 10;
    private static final String QUOTA = "7";

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Habits habits;
    private final Map<String, JsonObject> tickets = new LinkedHashMap<>();
    private final TreeSet<Integer> freed = new TreeSet<>();
    private Instant opensAt = Instant.now().plus(Duration.ofDays(1));
    private int size;
    private int highest;
    private int keys;
    private int refusedAsBusy;

    /**
     * How it behaves.
     *
     * @param tooMany tickets beyond the quota
     * @param stall after the opening, in which nothing is answered
     * @param busy so many claims are told to ask again in a second
     */
    public record Habits(int tooMany, Duration stall, int busy) {

        /** As it should. */
        public static Habits honest() {
            return new Habits(0, Duration.ZERO, 0);
        }
    }

    public FakeBoxoffice(Habits habits) {
        this.habits = habits;
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STARTED_MAX_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STARTED_MAX_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            long sinceOpening = Duration.between(opensAt, Instant.now()).toMillis();
            long wait = habits.stall().toMillis() - sinceOpening;
            boolean stalls = sinceOpening >= 0 && wait > 0;
            if (stalls) {
                vertx.setTimer(wait, over -> answer(request, body.toString()));
            } else {
                answer(request, body.toString());
            }
        });
    }

    private void answer(HttpServerRequest request, String body) {
        String path = request.path();
        HttpServerResponse response = request.response();
        if (path.equals("/api/dev/tokens")) {
            String member = new JsonObject(body).getString("member");
            send(response, 201, new JsonObject().put("token", "token-of-" + member));
        } else if (path.equals("/api/admin/openings")) {
            create(response, new JsonObject(body));
        } else if (path.equals("/api/openings/1/tickets")) {
            claim(response, member(request));
        } else if (path.equals("/api/openings/1")) {
            send(response, 200, opening());
        } else if (path.equals("/api/openings")) {
            send(response, 200, new JsonObject().put("openings", new JsonArray().add(opening())));
        } else if (path.equals("/api/tickets")) {
            JsonObject ticket = tickets.get(member(request));
            JsonArray mine = ticket == null ? new JsonArray() : new JsonArray().add(ticket);
            send(response, 200, new JsonObject().put("tickets", mine));
        } else if (request.method().equals(HttpMethod.DELETE)) {
            giveBack(response, member(request));
        } else {
            problem(response, 404, "not-found");
        }
    }

    private void create(HttpServerResponse response, JsonObject opening) {
        opensAt = Instant.parse(opening.getString("opensAt"));
        size = opening.getJsonArray("quotas").getJsonObject(0).getInteger("size");
        send(response, 201, new JsonObject().put("id", "1"));
    }

    private void claim(HttpServerResponse response, String member) {
        JsonObject held = tickets.get(member);
        if (Instant.now().isBefore(opensAt)) {
            response.putHeader("Retry-After", "1");
            problem(response, 409, "not-open-yet");
        } else if (refusedAsBusy < habits.busy()) {
            refusedAsBusy++;
            response.putHeader("Retry-After", "1");
            problem(response, 503, "busy");
        } else if (held != null) {
            send(response, 200, held);
        } else if (tickets.size() >= size + habits.tooMany()) {
            problem(response, 409, "sold-out");
        } else {
            Integer lowest = freed.pollFirst();
            JsonObject ticket = new JsonObject()
                    .put("id", "1-" + ++keys)
                    .put("openingId", "1")
                    .put("quotaId", QUOTA)
                    .put("number", lowest == null ? ++highest : lowest);
            tickets.put(member, ticket);
            send(response, 201, ticket);
        }
    }

    private void giveBack(HttpServerResponse response, String member) {
        JsonObject ticket = tickets.remove(member);
        if (ticket != null) {
            freed.add(ticket.getInteger("number"));
        }
        send(response, 204, new JsonObject());
    }

    private JsonObject opening() {
        JsonObject quota = new JsonObject().put("id", QUOTA).put("size", size).put("remaining", size - tickets.size());
        return new JsonObject()
                .put("id", "1")
                .put("opensAt", opensAt.toString())
                .put("serverTime", Instant.now().toString())
                .put("quotas", new JsonArray().add(quota));
    }

    private static String member(HttpServerRequest request) {
        return String.valueOf(request.getHeader("Authorization"));
    }

    private static void problem(HttpServerResponse response, int status, String name) {
        send(response, status, new JsonObject().put("type", "/problems/" + name));
    }

    private static void send(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status);
        if (status == 204) {
            response.end();
        } else {
            response.end(body.toBuffer());
        }
    }
}
