package boxoffice.api.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One operation, as a stranger reads it out of {@code openapi.yaml}: not by the service's own reading, whose mistakes
 * would be believed.
 *
 * @param query the names of the parameters after the question mark, and what each may be
 * @param body what a body must be; null where none is taken
 * @param answers by status; 0 for all that are not named
 */
record Operation(
        String id,
        String method,
        String path,
        boolean onManagementPort,
        boolean wantsToken,
        @Nullable String role,
        Map<String, JsonObject> query,
        @Nullable JsonObject body,
        Map<Integer, Expected> answers) {

    private static final JsonSchemaOptions SCHEMAS = new JsonSchemaOptions()
            .setBaseUri("app://fuzz")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Flag);

    /**
     * What an answer must be.
     *
     * @param mediaType empty for an answer without a body
     * @param schema of JSON; null for any other
     */
    record Expected(String mediaType, @Nullable Validator schema) {}

    /** All that the contract has. */
    static List<Operation> all() {
        JsonObject document = document();
        List<Operation> operations = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.fieldNames()) {
                operations.add(of(path, method, resolved(document, item.getJsonObject(method))));
            }
        }
        return operations;
    }

    private static Operation of(String path, String method, JsonObject read) {
        Map<String, JsonObject> query = new HashMap<>();
        for (Object parameter : read.getJsonArray("parameters", new JsonArray())) {
            JsonObject each = (JsonObject) parameter;
            if (each.getString("in").equals("query")) {
                query.put(each.getString("name"), each.getJsonObject("schema"));
            }
        }
        JsonArray security = read.getJsonArray("security");
        JsonObject body = read.getJsonObject("requestBody");
        return new Operation(
                read.getString("operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                read.getJsonArray("tags").contains("management"),
                security == null || !security.isEmpty(),
                read.getString("x-required-role"),
                query,
                body == null
                        ? null
                        : body.getJsonObject("content")
                                .getJsonObject("application/json")
                                .getJsonObject("schema"),
                answers(read.getJsonObject("responses")));
    }

    private static Map<Integer, Expected> answers(JsonObject responses) {
        Map<Integer, Expected> answers = new HashMap<>();
        for (String status : responses.fieldNames()) {
            JsonObject content = responses.getJsonObject(status).getJsonObject("content", new JsonObject());
            String mediaType = content.fieldNames().stream().findFirst().orElse("");
            Validator schema = mediaType.endsWith("json")
                    ? Validator.create(
                            JsonSchema.of(content.getJsonObject(mediaType).getJsonObject("schema")), SCHEMAS)
                    : null;
            answers.put(status.equals("default") ? 0 : Integer.parseInt(status), new Expected(mediaType, schema));
        }
        return answers;
    }

    private static JsonObject document() {
        try (InputStream in =
                Objects.requireNonNull(Operation.class.getResourceAsStream("/boxoffice/api/openapi.yaml"))) {
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new JsonObject(read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonObject resolved(JsonObject document, JsonObject part) {
        String reference = part.getString("$ref");
        if (reference != null) {
            Object named = JsonPointer.from(reference.substring(1)).queryJson(document);
            return resolved(document, (JsonObject) Objects.requireNonNull(named));
        }
        JsonObject copy = new JsonObject();
        part.forEach(entry -> copy.put(entry.getKey(), resolvedValue(document, entry.getValue())));
        return copy;
    }

    private static Object resolvedValue(JsonObject document, Object value) {
        if (value instanceof JsonObject object) {
            return resolved(document, object);
        } else if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(resolvedValue(document, item)));
            return copy;
        }
        return value;
    }
}
