package boxoffice.api.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/**
 * Lets pages of other origins ask us, where those are listed; otherwise no answer says that any may. With a token in a
 * header and no cookies, credentials of a browser are never allowed.
 */
final class Origins {

    private static final int PREFLIGHT_SECONDS = 600; // or each claim asks twice

    private Origins() {}

    /** Before all routes. */
    static void mount(Router router, List<String> allowed) {
        if (allowed.isEmpty()) {
            return;
        }
        CorsHandler cors = CorsHandler.create()
                .addOrigins(allowed)
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE))
                .allowedHeaders(Set.of("Authorization", "Content-Type", "If-None-Match"))
                .exposedHeaders(Set.of("Location", "Retry-After", "ETag", "Age", "Server-Time", "RateLimit"))
                .maxAgeSeconds(PREFLIGHT_SECONDS);
        Route everything = router.route().handler(cors);
        assert everything != null;
    }
}
