package boxoffice.api.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an endpoint answers; one place writes it. */
public record Answer(int status, Map<String, String> headers, Buffer body) {

    private static final Buffer NOTHING = Buffer.buffer();

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonObject body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body.toBuffer());
    }

    public static Answer of(String mediaType, Buffer body) {
        return new Answer(200, Map.of("Content-Type", mediaType), body);
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), NOTHING);
    }

    public static Answer problem(Problem problem) {
        Answer answer = new Answer(
                problem.status(),
                Map.of("Content-Type", "application/problem+json"),
                problem.toJson().toBuffer());
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
