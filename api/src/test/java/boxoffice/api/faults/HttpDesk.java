package boxoffice.api.faults;

import boxoffice.api.rush.Rush;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.faults.Answer;
import boxoffice.persistence.faults.Answer.Reason;
import boxoffice.persistence.faults.Crowd;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The members' way to service processes, over HTTP. Fails when the connection ends, or nothing comes in time. */
final class HttpDesk implements Crowd.Desk {

    private static final int CONNECTIONS_MAX = 1_500;
    private static final int MEMBERS_MAX = 2_000;

    private final HttpClient client;
    private final List<ServiceProcess> services;
    private final String opening;
    private final Duration atMost;
    private final Map<String, String> tokens;

    /** @param atMost after this a member hangs up */
    HttpDesk(Vertx vertx, List<ServiceProcess> services, String opening, Duration atMost) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(2_000).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
        this.services = List.copyOf(services);
        this.opening = opening;
        this.atMost = atMost;
        this.tokens = Rush.members("m", MEMBERS_MAX).stream()
                .collect(Collectors.toMap(Rush.Member::name, Rush.Member::token));
    }

    @Override
    public Future<Answer> claim(int instance, MemberId member) {
        return send(HttpMethod.POST, instance, "/api/openings/" + opening + "/tickets", member, "{}")
                .map(HttpDesk::answer);
    }

    /** The member's tickets, as this instance shows them. */
    Future<JsonObject> tickets(int instance, MemberId member) {
        return send(HttpMethod.GET, instance, "/api/tickets", member, "").map(reply -> reply.body);
    }

    private record Reply(int status, JsonObject body) {}

    private Future<Reply> send(HttpMethod method, int instance, String path, MemberId member, String body) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setHost("localhost")
                .setPort(services.get(instance).port())
                .setURI(path)
                .putHeader("Authorization", "Bearer " + tokens.get(member.value()))
                .putHeader("Content-Type", "application/json")
                .setTimeout(atMost.toMillis());
        return client.request(request)
                .compose(open -> open.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(bytes -> new Reply(response.statusCode(), json(bytes))));
    }

    private static JsonObject json(Buffer bytes) {
        return bytes.length() == 0 ? new JsonObject() : bytes.toJsonObject();
    }

    private static Answer answer(Reply reply) {
        String problem = reply.body.getString("type", "").replaceFirst("^/problems/", "");
        return switch (reply.status) {
            case 200, 201 -> new Answer.Ticket(reply.body.getString("quotaId"), reply.body.getInteger("number"));
            case 409 -> new Answer.Refused(problem.equals("sold-out") ? Reason.SOLD_OUT : Reason.NOT_YET_OPEN);
            case 410 -> new Answer.Refused(Reason.CLOSED);
            case 503 -> new Answer.Later(problem.equals("outcome-unknown"));
            case 429 -> new Answer.Later(false);
            default -> new Answer.Forbidden(reply.status + " " + reply.body);
        };
    }
}
