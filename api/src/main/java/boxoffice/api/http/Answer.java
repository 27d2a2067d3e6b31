package boxoffice.api.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers; one place writes it.
 *
 * @param headers of two with one name the later holds
 * @param rest writes the body bit by bit, on the event loop of the request; null where {@code body} is all of it
 */
public record Answer(
        int status,
        List<Header> headers,
        Buffer body,
        @Nullable Consumer<AnswerStream> rest) {

    /** The media type of most answers. */
    public static final Header JSON = Header.encoded("Content-Type", "application/json");

    private static final Header PROBLEM = Header.encoded("Content-Type", "application/problem+json");
    private static final Buffer NOTHING = Buffer.buffer();

    public Answer {
        headers = List.copyOf(headers);
    }

    public Answer(int status, List<Header> headers, Buffer body) {
        this(status, headers, body, null);
    }

    /** One whose body is written bit by bit after its head; whoever writes it ends it. */
    public static Answer streamed(String mediaType, Consumer<AnswerStream> rest) {
        return new Answer(200, List.of(new Header("Content-Type", mediaType)), NOTHING, rest);
    }

    public static Answer json(int status, JsonObject body) {
        return new Answer(status, List.of(JSON), body.toBuffer());
    }

    public static Answer of(String mediaType, Buffer body) {
        return new Answer(200, List.of(new Header("Content-Type", mediaType)), body);
    }

    public static Answer noContent() {
        return new Answer(204, List.of(), NOTHING);
    }

    public static Answer problem(Problem problem) {
        List<Header> headers = new ArrayList<>();
        headers.add(PROBLEM);
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            headers.add(new Header(header.getKey(), header.getValue()));
        }
        return new Answer(problem.status(), headers, problem.toJson().toBuffer());
    }

    public Answer with(String header, String value) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(new Header(header, value));
        return new Answer(status, more, body, rest);
    }

    /** What it says under that name, in whatever case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.isNamed(name))
                .reduce((earlier, later) -> later)
                .map(header -> header.value().toString());
    }

    /** Without the body that would be written bit by bit. */
    Answer headOnly() {
        return new Answer(status, headers, NOTHING);
    }

    /** "You have this already": without the body and what tells of it (RFC 9110, section 15.4.5). */
    Answer notModified() {
        return new Answer(
                304,
                headers.stream()
                        .filter(header -> !header.isNamed("Content-Type"))
                        .toList(),
                NOTHING);
    }
}
