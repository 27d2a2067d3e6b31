package boxoffice.api.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code openapi.yaml}: what clients may rely on, and the source of the routes, their guards and the body checks.
 *
 * <p>A test holds the document against the OpenAPI specification; at start that would take longer than all the rest.
 *
 * @param text the document as it is served
 */
public record Contract(Buffer text, List<ContractOperation> operations) {

    private static final String RESOURCE = "/boxoffice/api/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    public Contract {
        operations = List.copyOf(operations);
    }

    /** Reads the document of this version. Blocks shortly. */
    public static Contract read() {
        Buffer text = Buffer.buffer(bytes());
        return new Contract(text, operations(json(text)));
    }

    private static JsonObject json(Buffer text) {
        Map<String, Object> document =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(text.toString(StandardCharsets.UTF_8));
        return new JsonObject(document);
    }

    private static List<ContractOperation> operations(JsonObject document) {
        ContractReferences references = new ContractReferences(document);
        boolean tokenByDefault = !document.getJsonArray("security").isEmpty();
        List<ContractOperation> operations = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.fieldNames()) {
                if (METHODS.contains(method)) {
                    operations.add(ContractOperation.of(
                            path, method, references.resolved(item.getJsonObject(method)), tokenByDefault));
                }
            }
        }
        return operations;
    }

    private static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream(RESOURCE))) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
