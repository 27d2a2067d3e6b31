package boxoffice.load.client;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Requests to one target, as they go over the wire. An empty token sends none. */
public record Requests(Target target) {

    /** Reads. */
    public Buffer get(String path, String token) {
        return Buffer.buffer(head("GET", path, token) + "\r\n");
    }

    /** Asks for events. */
    public Buffer stream(String path) {
        return Buffer.buffer(head("GET", path, "") + "Accept: text/event-stream\r\n\r\n");
    }

    /** Sends JSON. */
    public Buffer post(String path, String token, String json) {
        return Buffer.buffer(head("POST", path, token)
                + "Content-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + json);
    }

    /** Removes. */
    public Buffer delete(String path, String token) {
        return Buffer.buffer(head("DELETE", path, token) + "\r\n");
    }

    private String head(String method, String path, String token) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + target.authority() + "\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
    }
}
