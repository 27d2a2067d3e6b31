package boxoffice.api.http;

import boxoffice.api.http.Problem.BodyError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a request's bytes into a JSON object that the schema allows, or says what is wrong and where. */
final class BodyReader {

    private static final int ERRORS_TOLD_MAX = 10;

    private BodyReader() {}

    /** @throws ProblemException 400 or 415 */
    static JsonObject read(
            ContractOperation.@Nullable Body expected, @Nullable String contentType, @Nullable Buffer sent) {
        if (expected == null) {
            return new JsonObject();
        }
        if (contentType != null && !isJson(contentType)) {
            throw new ProblemException(HttpProblems.ofStatus(415));
        }
        if (sent == null || sent.length() == 0) {
            if (expected.required()) {
                throw new ProblemException(Problem.badRequest("the body is missing: send a JSON object"));
            }
            return new JsonObject();
        }
        JsonObject body = parse(sent);
        check(expected, body);
        return body;
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.strip().equalsIgnoreCase("application/json");
    }

    private static JsonObject parse(Buffer sent) {
        Object parsed;
        try {
            parsed = Json.decodeValue(sent);
        } catch (DecodeException malformed) {
            throw new ProblemException(Problem.badRequest("the body is not JSON" + position(malformed)));
        }
        if (parsed instanceof JsonObject object) {
            return object;
        }
        throw new ProblemException(Problem.badBody(List.of(new BodyError("", "is not a JSON object"))));
    }

    /** Only the position: the rest of the parser's message repeats what was sent. */
    private static String position(DecodeException malformed) {
        String message = String.valueOf(malformed.getMessage());
        int line = message.indexOf("line: ");
        int end = message.indexOf(']', line);
        return line < 0 || end < 0
                ? ""
                : ": look at " + message.substring(line, end).replace(": ", " ");
    }

    private static void check(ContractOperation.Body expected, JsonObject body) {
        OutputUnit result = expected.schema().validate(body);
        if (Boolean.TRUE.equals(result.getValid())) {
            return;
        }
        List<BodyError> errors = SchemaFaults.told(result.getErrors() == null ? List.of() : result.getErrors());
        throw new ProblemException(
                Problem.badBody(errors.stream().limit(ERRORS_TOLD_MAX).toList()));
    }
}
