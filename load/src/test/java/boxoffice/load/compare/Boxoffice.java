package boxoffice.load.compare;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Boxoffice from its jar, configured as in production: on a database that is there, and with an identity provider. */
final class Boxoffice implements Contestant {

    static final String NAME = "boxoffice";

    private static final Duration OPEN_FOR = Duration.ofHours(6);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final DatabaseServer database;
    private final String operatorToken;
    private final ServerProcess process;

    private Boxoffice(int port, DatabaseServer database, String operatorToken, ServerProcess process) {
        this.port = port;
        this.database = database;
        this.operatorToken = operatorToken;
        this.process = process;
    }

    static Boxoffice start(
            Path jar, List<String> jvmArguments, Path folder, DatabaseServer database, Identity identity, int port) {
        Map<String, String> settings = new HashMap<>(database.boxofficeSettings());
        settings.put("BOXOFFICE_HTTP_PORT", Integer.toString(port));
        settings.put("BOXOFFICE_MANAGEMENT_PORT", Integer.toString(port + 1));
        settings.put("BOXOFFICE_JWKS_URI", identity.keySet().toString());
        List<String> arguments = new ArrayList<>(List.of("-Xmx512m"));
        arguments.addAll(jvmArguments);
        arguments.addAll(List.of("-jar", jar.toString()));
        ServerProcess process = ServerProcess.java(NAME, folder, arguments, settings);
        return new Boxoffice(
                port,
                database,
                identity.token("operator", "admin"),
                process.ready(URI.create("http://localhost:" + (port + 1) + "/ready"))
                        .said("has rehearsed"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean verifiesTokens() {
        return true;
    }

    @Override
    public List<String> openings(int count, int quota, Instant opensAt) {
        String body = new JsonObject()
                .put("title", "Opening of the comparison")
                .put("movie", "Sherlock Jr. (1924)")
                .put("opensAt", opensAt.toString())
                .put("closesAt", opensAt.plus(OPEN_FOR).toString())
                .put(
                        "quotas",
                        new JsonArray().add(new JsonObject().put("name", "all").put("size", quota)))
                .encode();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new JsonObject(post("/api/admin/openings", body)).getString("id"));
        }
        return ids;
    }

    @Override
    public Optional<Books> books(List<String> openings) {
        String ids = String.join(",", openings);
        String schema = database.boxofficeSchema();
        return Optional.of(new Books(
                database.admin().count(schema, "SELECT COUNT(*) FROM ticket WHERE opening_id IN (" + ids + ")"),
                database.admin().count(schema, "SELECT SUM(issued) FROM quota WHERE opening_id IN (" + ids + ")")));
    }

    @Override
    public Duration cpu() {
        return process.cpu();
    }

    @Override
    public void close() {
        process.close();
    }

    private String post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + operatorToken)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
