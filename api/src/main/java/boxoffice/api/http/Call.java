package boxoffice.api.http;

import boxoffice.api.identity.Principal;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is in the contract: authenticated where the operation wants it, its body and the parameters after the
 * question mark valid against the schema.
 *
 * @param body empty where none was sent
 */
public record Call(
        Map<String, String> pathParameters,
        Map<String, String> queryParameters,
        @Nullable Principal caller,
        JsonObject body) {

    /** A parameter of the path, which the contract says is there. */
    public String path(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the contract has no path parameter " + name);
        }
        return value;
    }

    /** A parameter after the question mark; empty where it was not sent. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(queryParameters.get(name));
    }

    /** Who asks, where the operation wants a token. */
    public Principal principal() {
        if (caller == null) {
            throw new IllegalStateException("the contract wants no token for this operation");
        }
        return caller;
    }
}
