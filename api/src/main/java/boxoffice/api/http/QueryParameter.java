package boxoffice.api.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that an operation takes after the question mark; none is required. What the contract does not name is
 * ignored, as clients and balancers add things of their own.
 *
 * @param whole whether it is a whole number
 */
record QueryParameter(String name, boolean whole, Validator schema) {

    /** Those among the parameters of an operation in the document. */
    static List<QueryParameter> of(@Nullable JsonArray parameters, JsonSchemaOptions schemas) {
        return parameters == null
                ? List.of()
                : parameters.stream()
                        .map(JsonObject.class::cast)
                        .filter(parameter -> "query".equals(parameter.getString("in")))
                        .map(parameter -> of(parameter.getString("name"), parameter.getJsonObject("schema"), schemas))
                        .toList();
    }

    private static QueryParameter of(String name, JsonObject schema, JsonSchemaOptions schemas) {
        return new QueryParameter(
                name, "integer".equals(schema.getString("type")), Validator.create(JsonSchema.of(schema), schemas));
    }

    /**
     * What a request says for these, each checked.
     *
     * @throws ProblemException 400
     */
    static Map<String, String> read(List<QueryParameter> expected, HttpServerRequest request) {
        if (expected.isEmpty()) {
            return Map.of();
        }
        MultiMap sent = decoded(request);
        Map<String, String> values = new HashMap<>();
        for (QueryParameter parameter : expected) {
            List<String> said = sent.getAll(parameter.name);
            if (said.size() > 1) {
                throw new ProblemException(
                        Problem.badRequest("the parameter " + parameter.name + " is there more than once"));
            }
            said.forEach(value -> values.put(parameter.name, parameter.checked(value)));
        }
        return values;
    }

    private static MultiMap decoded(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.badRequest(
                    "the parameters after the question mark are not percent-encoded as they must be"));
        }
    }

    private String checked(String value) {
        boolean valid = whole
                ? Stream.of(value)
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .anyMatch(text -> allows(Integer.valueOf(text)))
                : allows(value);
        if (!valid) {
            throw new ProblemException(
                    Problem.badRequest("the parameter " + name + " breaks a rule of the contract: see /openapi.yaml"));
        }
        return value;
    }

    private boolean allows(Object value) {
        return Boolean.TRUE.equals(schema.validate(value).getValid());
    }
}
