package boxoffice.api.testing;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What the service answered.
 *
 * @param headers by name in lower case
 */
public record Reply(int status, Map<String, String> headers, String body) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** The header's value, or nothing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public JsonObject json() {
        return new JsonObject(body);
    }

    /** The last part of a problem's type, or nothing where it is none. */
    public String problem() {
        return header("content-type").equals("application/problem+json")
                ? json().getString("type").replaceFirst("^/problems/", "")
                : "";
    }
}
