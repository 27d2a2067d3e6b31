package boxoffice.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages of members ({@code /}), operators ({@code /desk}) and staff ({@code /door}), and of an opening's report
 * ({@code /report}): a few static files, read once, served from memory.
 */
public final class Page {

    private static final String HTML = "text/html; charset=utf-8";
    private static final List<String> SCRIPTS = List.of(
            "page.js",
            "page-texts.js",
            "ask.js",
            "clock.js",
            "live.js",
            "storage.js",
            "words.js",
            "staff.js",
            "door.js",
            "signature.js",
            "desk.js",
            "desk-form.js",
            "desk-preflight.js",
            "desk-postpone.js",
            "desk-report.js",
            "desk-watch.js",
            "sign-in.js",
            "told.js",
            "report.js",
            "report-figures.js");
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'%s; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, StaticFile> files = new LinkedHashMap<>();

    private final String policy;

    /** @param tokens where else than here scripts may ask for a token; null for nowhere */
    public Page(@Nullable URI tokens) {
        policy = CONTENT_SECURITY_POLICY.formatted(tokens == null ? "" : " " + origin(tokens));
        files.put("/", StaticFile.read("index.html", HTML));
        files.put("/desk", StaticFile.read("desk.html", HTML));
        files.put("/door", StaticFile.read("door.html", HTML));
        files.put("/report", StaticFile.read("report.html", HTML));
        for (String script : SCRIPTS) {
            files.put("/" + script, StaticFile.read(script, "text/javascript; charset=utf-8"));
        }
        files.put("/page.css", StaticFile.read("page.css", "text/css; charset=utf-8"));
        files.put("/icon.svg", StaticFile.read("icon.svg", "image/svg+xml"));
    }

    void mount(Router router) {
        files.forEach((path, file) -> {
            Route route = router.get(path).handler(context -> serve(context, file));
            assert route.method(HttpMethod.HEAD) != null;
            Routes.refuseOtherMethods(router, path, Set.of("GET", "HEAD"));
        });
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private void serve(RoutingContext context, StaticFile file) {
        Answer answer = file.answer(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING))
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", policy)
                .with("Referrer-Policy", "no-referrer");
        AnswerWriter.write(context.response(), Preconditions.apply(context.request(), answer));
    }
}
