package boxoffice.api.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pages of members ({@code /}), operators ({@code /desk}) and staff ({@code /door}): a few static files, read once,
 * served from memory.
 */
public final class Page {

    private static final String HTML = "text/html; charset=utf-8";
    private static final List<String> SCRIPTS = List.of(
            "page.js",
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
            "desk-preflight.js");
    private static final String FOLDER = "/boxoffice/api/page/";
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private record StaticFile(String mediaType, Buffer bytes, String etag) {}

    private final Map<String, StaticFile> files = new LinkedHashMap<>();

    public Page() {
        files.put("/", file("index.html", HTML));
        files.put("/desk", file("desk.html", HTML));
        files.put("/door", file("door.html", HTML));
        for (String script : SCRIPTS) {
            files.put("/" + script, file(script, "text/javascript; charset=utf-8"));
        }
        files.put("/page.css", file("page.css", "text/css; charset=utf-8"));
        files.put("/icon.svg", file("icon.svg", "image/svg+xml"));
    }

    void mount(Router router) {
        files.forEach((path, file) -> {
            Route route = router.get(path).handler(context -> serve(context, file));
            assert route.method(HttpMethod.HEAD) != null;
            Routes.refuseOtherMethods(router, path, Set.of("GET", "HEAD"));
        });
    }

    private static void serve(RoutingContext context, StaticFile file) {
        Answer answer = Answer.of(file.mediaType(), file.bytes())
                .with("ETag", file.etag())
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .with("Referrer-Policy", "no-referrer");
        AnswerWriter.write(context.response(), Preconditions.apply(context.request(), answer));
    }

    private static StaticFile file(String name, String mediaType) {
        try (InputStream in = Page.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the page lacks " + name);
            }
            byte[] bytes = in.readAllBytes();
            return new StaticFile(mediaType, Buffer.buffer(bytes), etag(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + new BigInteger(1, digest).toString(36).substring(0, 20) + "\"";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
