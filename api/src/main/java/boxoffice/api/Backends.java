package boxoffice.api;

import boxoffice.api.configuration.Settings;
import boxoffice.api.configuration.Settings.Database;
import boxoffice.api.configuration.SettingsException;
import boxoffice.api.development.DevelopmentIdentity;
import boxoffice.api.identity.JsonWebKeys;
import boxoffice.api.identity.KeySetSource;
import boxoffice.api.signing.SignedCodes;
import boxoffice.persistence.embedded.EmbeddedCluster;
import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.EndpointCheck;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts the embedded backend, or checks the one that was named. */
final class Backends {

    private final Vertx vertx;
    private final Handler<EmbeddedCluster> started;

    /** @param started is told of a cluster as soon as it runs, so that it is stopped whatever fails next */
    Backends(Vertx vertx, Handler<EmbeddedCluster> started) {
        this.vertx = vertx;
        this.started = started;
    }

    Future<Backend> open(Settings settings) {
        return settings.database() instanceof Database.Named named
                ? named(settings, named)
                : embedded((Database.Embedded) settings.database());
    }

    /** Side by side what can be: the cluster takes longest, and the first time longer. */
    private Future<Backend> embedded(Database.Embedded embedded) {
        Future<EmbeddedCluster> starting = vertx.executeBlocking(() -> EmbeddedCluster.start(embedded.folder()), false);
        Future<DevelopmentIdentity> signing =
                vertx.executeBlocking(() -> DevelopmentIdentity.in(vertx, embedded.folder()), false);
        Future<?> loading = vertx.executeBlocking(
                () -> {
                    Migrations.prepare();
                    return null;
                },
                false);
        Future<SignedCodes> codes = vertx.executeBlocking(() -> SignedCodes.in(embedded.folder()), false);
        starting.onSuccess(started);
        return Future.join(starting, signing, loading, codes).map(ready -> {
            EmbeddedCluster cluster = starting.result();
            DevelopmentIdentity identity = signing.result();
            JsonWebKeys keys = new JsonWebKeys(vertx, identity.keySet(), null, null);
            return new Backend(
                    List.of(cluster.writer()),
                    List.of(cluster.reader()),
                    cluster.owner(),
                    keys,
                    codes.result(),
                    identity);
        });
    }

    /**
     * Asks all of them, and tells all that is wrong. Of several servers one that serves will do: a service must start
     * while another is away.
     */
    private Future<Backend> named(Settings settings, Database.Named named) {
        KeySetSource source = new KeySetSource(vertx, named.identity().keys());
        Future<DatabaseEndpoint> writer = EndpointCheck.writer(vertx, named.writers());
        Future<DatabaseEndpoint> reader = EndpointCheck.reader(vertx, named.readers());
        Future<DatabaseEndpoint> owner = EndpointCheck.writer(vertx, named.owners());
        Future<JsonWebKeys> keys = source.fetch().map(set -> keys(named, set));
        Future<SignedCodes> codes = codes(settings.ticketKey());
        return Future.join(writer, reader, owner, keys, codes)
                .map(well -> {
                    source.keepUpToDate(keys.result());
                    return new Backend(
                            named.writers(), named.readers(), owner.result(), keys.result(), codes.result(), null);
                })
                .recover(failure -> {
                    List<String> problems = new ArrayList<>();
                    tell(problems, "BOXOFFICE_WRITER_URI: " + addresses(named.writers()), writer);
                    tell(problems, "BOXOFFICE_READER_URI: " + addresses(named.readers()), reader);
                    if (!named.owners().equals(named.writers())) {
                        tell(problems, "BOXOFFICE_OWNER_URI: " + addresses(named.owners()), owner);
                    }
                    tell(problems, "BOXOFFICE_TICKET_KEY", codes);
                    tell(problems, "BOXOFFICE_JWKS_URI: " + named.identity().keys(), keys);
                    return Future.failedFuture(new SettingsException(problems));
                });
    }

    private Future<SignedCodes> codes(@Nullable Path file) {
        return file == null
                ? Future.succeededFuture(SignedCodes.none())
                : vertx.executeBlocking(() -> SignedCodes.read(file), false);
    }

    private static String addresses(List<DatabaseEndpoint> servers) {
        return servers.stream().map(DatabaseEndpoint::address).collect(Collectors.joining(" "));
    }

    private JsonWebKeys keys(Database.Named named, JsonObject set) {
        return new JsonWebKeys(
                vertx, set, named.identity().issuer(), named.identity().audience());
    }

    private static void tell(List<String> problems, String what, Future<?> check) {
        if (check.failed()) {
            problems.add(what + " cannot be used: " + check.cause().getMessage());
        }
    }
}
