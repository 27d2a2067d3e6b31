package boxoffice.api.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;

/** Puts what a reference within the document names in the reference's place. The document has no circles. */
final class ContractReferences {

    private final JsonObject document;

    ContractReferences(JsonObject document) {
        this.document = document;
    }

    JsonObject resolved(JsonObject part) {
        String reference = part.getString("$ref");
        if (reference != null) {
            return resolved(
                    (JsonObject) JsonPointer.from(reference.substring(1)).queryJson(document));
        }
        JsonObject copy = new JsonObject();
        part.forEach(entry -> copy.put(entry.getKey(), resolvedValue(entry.getValue())));
        return copy;
    }

    private Object resolvedValue(Object value) {
        if (value instanceof JsonObject object) {
            return resolved(object);
        } else if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(resolvedValue(item)));
            return copy;
        }
        return value;
    }
}
