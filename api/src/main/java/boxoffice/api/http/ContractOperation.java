package boxoffice.api.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract.
 *
 * @param path with parameters in braces
 * @param wantsToken whether a bearer token is needed
 * @param role which role the token must have; null for any
 * @param query the parameters after the question mark
 * @param body how a body is checked; null where the operation has none
 */
public record ContractOperation(
        String id,
        HttpMethod method,
        String path,
        Audience audience,
        boolean wantsToken,
        @Nullable String role,
        List<QueryParameter> query,
        @Nullable Body body) {

    private static final JsonSchemaOptions SCHEMAS = new JsonSchemaOptions()
            .setBaseUri("app://boxoffice")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    /** Whom an operation is for; decides where it is mounted. */
    public enum Audience {
        PUBLIC,
        DEVELOPMENT,
        MANAGEMENT
    }

    /** The body an operation takes. */
    record Body(boolean required, Validator schema) {}

    /** @param operation as in the document, without references */
    static ContractOperation of(String path, String method, JsonObject operation, boolean tokenByDefault) {
        JsonArray security = operation.getJsonArray("security");
        return new ContractOperation(
                operation.getString("operationId"),
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path,
                audience(operation.getJsonArray("tags")),
                security == null ? tokenByDefault : !security.isEmpty(),
                operation.getString("x-required-role"),
                QueryParameter.of(operation.getJsonArray("parameters"), SCHEMAS),
                body(operation.getJsonObject("requestBody")));
    }

    /** The path as the router writes it: parameters with a colon. */
    String route() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }

    private static Audience audience(JsonArray tags) {
        if (tags.contains("management")) {
            return Audience.MANAGEMENT;
        }
        return tags.contains("development") ? Audience.DEVELOPMENT : Audience.PUBLIC;
    }

    private static @Nullable Body body(@Nullable JsonObject body) {
        if (body == null) {
            return null;
        }
        JsonObject schema =
                body.getJsonObject("content").getJsonObject("application/json").getJsonObject("schema");
        return new Body(body.getBoolean("required", false), Validator.create(JsonSchema.of(schema), SCHEMAS));
    }
}
