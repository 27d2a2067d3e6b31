package boxoffice.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plain client of the service, with the JDK's own HTTP. Immutable. */
public final class Api {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Map<String, String> headers;

    private Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** Without a token. */
    public static Api at(URI base) {
        return new Api(base, Map.of());
    }

    /** With this token. */
    public Api with(String token) {
        return withHeader("Authorization", "Bearer " + token);
    }

    /** As this member of the tests' identity provider. */
    public Api as(String member, String... roles) {
        return with(IdentityProvider.shared().token(member, roles));
    }

    /** As this member of the development sign-in, which the embedded default has. */
    public Api signedIn(String member, String... roles) {
        return with(developmentToken(member, roles));
    }

    public String developmentToken(String member, String... roles) {
        Reply issued =
                post("/api/dev/tokens", new JsonObject().put("member", member).put("roles", List.of(roles)));
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return issued.json().getString("token");
    }

    public Api withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(base, more);
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    public Reply delete(String path) {
        return send("DELETE", path, "");
    }

    public Reply post(String path, JsonObject body) {
        return send("POST", path, body.encode());
    }

    public Reply put(String path, JsonObject body) {
        return send("PUT", path, body.encode());
    }

    /** With a body of JSON, where it is not empty. */
    public Reply send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_MAX);
        headers.forEach(request::setHeader);
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            if (!headers.containsKey("Content-Type")) {
                request.setHeader("Content-Type", "application/json");
            }
            request.method(method, BodyPublishers.ofString(body));
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            Map<String, String> received = new LinkedHashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> received.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            return new Reply(response.statusCode(), received, response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + path, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Whether somebody answers with this status. */
    public boolean answers(String path, int status) {
        try {
            return get(path).status() == status;
        } catch (UncheckedIOException nobody) {
            return false;
        }
    }

    /** Claims a ticket where the opening has one quota. */
    public Reply claim(String openingId) {
        return post("/api/openings/" + openingId + "/tickets", new JsonObject());
    }

    /** Claims a ticket of this quota. */
    public Reply claim(String openingId, String quotaId) {
        return post("/api/openings/" + openingId + "/tickets", new JsonObject().put("quotaId", quotaId));
    }

    /** Creates an opening that is open for an hour from now on, with these quotas; returns it as it was answered. */
    public JsonObject open(Map<String, Integer> quotas) {
        Instant now = Instant.now();
        Reply created = post(
                "/api/admin/openings",
                opening(quotas, now.minus(Duration.ofMinutes(1)), now.plus(Duration.ofHours(1))));
        if (created.status() != 201) {
            throw new AssertionError("no opening: " + created);
        }
        return created.json();
    }

    /** The body of an opening with the announcement left out. */
    public static JsonObject opening(Map<String, Integer> quotas, Instant opensAt, Instant closesAt) {
        JsonArray listed = new JsonArray();
        quotas.forEach(
                (name, size) -> listed.add(new JsonObject().put("name", name).put("size", size)));
        return new JsonObject()
                .put("title", "Opening of a test")
                .put("movie", "Sherlock Jr. (1924)")
                .put("opensAt", opensAt.toString())
                .put("closesAt", closesAt.toString())
                .put("quotas", listed);
    }
}
