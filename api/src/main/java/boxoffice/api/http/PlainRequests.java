package boxoffice.api.http;

import boxoffice.api.http.Bindings.Binding;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests of a crowd past the router, which costs as much as all the rest of an answer: requests of the
 * contract as every client sends them, with a plain path and a body of a known, allowed length. Whatever is unusual
 * goes to the router: it meets the same guards there and is answered alike, or refused. Confined to one event loop.
 */
final class PlainRequests implements Handler<HttpServerRequest> {

    private record Target(PathTemplate path, OperationRoute route) {}

    private final Map<HttpMethod, List<Target>> targets = new HashMap<>();
    private final Handler<HttpServerRequest> router;
    private final Deadlines deadlines;
    private final int bodyBytesMax;
    private final boolean hasOrigins;

    /** @param hasOrigins whether requests of other origins must pass the router, which answers them as such */
    PlainRequests(Handler<HttpServerRequest> router, Deadlines deadlines, int bodyBytesMax, boolean hasOrigins) {
        this.router = router;
        this.deadlines = deadlines;
        this.bodyBytesMax = bodyBytesMax;
        this.hasOrigins = hasOrigins;
    }

    void add(Binding binding, OperationRoute route) {
        PathTemplate.of(binding.operation().path())
                .ifPresent(path -> targets.computeIfAbsent(binding.operation().method(), first -> new ArrayList<>())
                        .add(new Target(path, route)));
    }

    @Override
    public void handle(HttpServerRequest request) {
        List<Target> candidates = targets.get(request.method());
        String path = request.path();
        if (candidates == null || path == null || !request.version().equals(HttpVersion.HTTP_1_1)) {
            router.handle(request);
            return;
        }
        for (Target target : candidates) {
            Map<String, String> parameters = target.path().match(path);
            if (parameters != null) {
                int length = plainLength(request, target.route().takesBody());
                if (length >= 0) {
                    serve(request, target.route(), parameters, length);
                    return;
                }
                break;
            }
        }
        router.handle(request);
    }

    private void serve(HttpServerRequest request, OperationRoute route, Map<String, String> parameters, int length) {
        long start = deadlines.start(request, () -> route.tooLate(request));
        if (length == 0) {
            route.handle(request, parameters, null, start, () -> deadlines.end(request));
        } else {
            request.body().onComplete(read -> {
                if (read.succeeded()) {
                    route.handle(request, parameters, read.result(), start, () -> deadlines.end(request));
                } else {
                    deadlines.end(request); // the client has gone
                }
            });
        }
    }

    /** The body's length; negative when the router must have a look at it. */
    private int plainLength(HttpServerRequest request, boolean takesBody) {
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.headers().contains(HttpHeaders.EXPECT)
                || (hasOrigins && request.headers().contains(HttpHeaders.ORIGIN))) {
            return -1;
        }
        int length = length(request.headers().get(HttpHeaders.CONTENT_LENGTH));
        return length > (takesBody ? bodyBytesMax : 0) ? -1 : length;
    }

    private static int length(@Nullable String header) {
        if (header == null) {
            return 0;
        }
        if (header.isEmpty() || header.length() > 6) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < header.length(); i++) {
            int digit = header.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            length = length * 10 + digit;
        }
        return length;
    }
}
