package boxoffice.api.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What went wrong and what to do, for the client (RFC 9457). Never holds an internal message.
 *
 * @param name the last part of the {@code type}
 * @param headers to be sent with it, such as {@code Retry-After}
 * @param errors each fault of the body
 */
public record Problem(
        int status, String name, String title, String detail, Map<String, String> headers, List<BodyError> errors) {

    /** A fault of the body; {@code pointer} is a JSON pointer (RFC 6901). */
    public record BodyError(String pointer, String detail) {}

    public Problem {
        headers = Map.copyOf(headers);
        errors = List.copyOf(errors);
    }

    public Problem(int status, String name, String title, String detail) {
        this(status, name, title, detail, Map.of(), List.of());
    }

    /** The body breaks the contract in these places. */
    public static Problem badBody(List<BodyError> errors) {
        BodyError first = errors.get(0);
        String where = first.pointer().isEmpty() ? "the body" : first.pointer();
        return new Problem(
                400, "bad-request", "The request is not valid", where + " " + first.detail(), Map.of(), errors);
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", "The request is not valid", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", "Not found", detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(409, "conflict", "Not possible as things are", detail);
    }

    /** Later; {@code seconds} go into {@code Retry-After}. */
    public Problem retryAfter(long seconds) {
        return with("Retry-After", Long.toString(seconds));
    }

    public Problem with(String header, String value) {
        return new Problem(status, name, title, detail, Map.of(header, value), errors);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("type", "/problems/" + name)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        if (!errors.isEmpty()) {
            JsonArray list = new JsonArray();
            errors.forEach(error ->
                    list.add(new JsonObject().put("pointer", error.pointer()).put("detail", error.detail())));
            json.put("errors", list);
        }
        return json;
    }
}
