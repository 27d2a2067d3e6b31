package boxoffice.api.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The platform's sign-in, as a browser meets it: a page with a button, a code for who presses it, and a token for the
 * code, once, for who proves with PKCE to have asked for it. Signs as the tests' identity provider does.
 */
public final class SignInProvider implements AutoCloseable {

    private static final String CLIENT = "boxoffice-pages";

    private final HttpServer server;
    private final String member;
    private final List<String> roles;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    /** @param member who signs in */
    public SignInProvider(String member, String... roles) {
        this.member = member;
        this.roles = List.of(roles);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/authorize", this::page);
        server.createContext("/token", this::token);
        server.createContext("/favicon.ico", exchange -> {
            exchange.sendResponseHeaders(204, -1); // or the browser complains, now and then
            exchange.close();
        });
        server.start();
    }

    /** What the service is told of it. */
    public Map<String, String> settings() {
        return Map.of(
                "BOXOFFICE_SIGN_IN_AUTHORIZE_URI",
                address().resolve("/authorize").toString(),
                "BOXOFFICE_SIGN_IN_TOKEN_URI",
                address().resolve("/token").toString(),
                "BOXOFFICE_SIGN_IN_CLIENT_ID",
                CLIENT,
                "BOXOFFICE_SIGN_IN_SCOPE",
                "openid email");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void page(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        boolean isWell = CLIENT.equals(asked.get("client_id"))
                && "code".equals(asked.get("response_type"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.getOrDefault("code_challenge", "").length() == 43;
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        String back = asked.get("redirect_uri") + "?code=" + code + "&amp;state=" + asked.get("state");
        answer(
                exchange,
                isWell ? 200 : 400,
                "text/html",
                isWell ? "<!doctype html><title>Sign in</title><a id=\"go\" href=\"" + back + "\">Sign in</a>" : "no");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> told = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(told.getOrDefault("code", ""));
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        boolean isProven = asked != null
                && challenge(told.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))
                && asked.getOrDefault("redirect_uri", "").equals(told.get("redirect_uri"))
                && CLIENT.equals(told.get("client_id"));
        JsonObject claims = IdentityProvider.claims(member, Instant.now().plusSeconds(3_600))
                .put("roles", new JsonArray(roles))
                .put("email", member + "@example.org");
        String body = isProven
                ? new JsonObject()
                        .put("token_type", "Bearer")
                        .put("access_token", IdentityProvider.shared().tokenWith(claims))
                        .encode()
                : "{\"error\":\"invalid_grant\"}";
        answer(exchange, isProven ? 200 : 400, "application/json", body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> form = new HashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
