package boxoffice.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * Spares who reads the same thing again its body: {@code If-None-Match} (RFC 9110, section 13.1.2), for every answer
 * that has an {@code ETag}.
 */
final class Preconditions {

    private Preconditions() {}

    /** The answer; a 304 where the client says that it has it; without what would be streamed for a HEAD. */
    static Answer apply(HttpServerRequest request, Answer answer) {
        if (answer.rest() != null && request.method().equals(HttpMethod.HEAD)) {
            return answer.headOnly();
        }
        if (answer.status() != 200 || !request.headers().contains(HttpHeaders.IF_NONE_MATCH) || !isRead(request)) {
            return answer;
        }
        Optional<String> tag = answer.header("ETag");
        return tag.isPresent() && isKnown(request.headers().getAll(HttpHeaders.IF_NONE_MATCH), tag.get())
                ? answer.notModified()
                : answer;
    }

    /** @param fields the header's lines: each a list of tags, or a star for any */
    static boolean isKnown(List<String> fields, String tag) {
        String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
        return fields.stream().anyMatch(field -> field.strip().equals("*") || lists(field, opaque));
    }

    /** Weak comparison: a {@code W/} counts for nothing. A comma may be in a tag; what cannot be read lists nothing. */
    private static boolean lists(String field, String opaque) {
        int at = afterCommas(field, 0);
        while (at < field.length()) {
            int start = field.startsWith("W/", at) ? at + 2 : at;
            int end = field.startsWith("\"", start) ? field.indexOf('"', start + 1) + 1 : 0;
            if (end == 0) {
                return false;
            }
            if (field.substring(start, end).equals(opaque)) {
                return true;
            }
            at = afterCommas(field, end);
        }
        return false;
    }

    private static int afterCommas(String field, int from) {
        int at = from;
        while (at < field.length() && ", \t".indexOf(field.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isRead(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }
}
