package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells at start, in words for an operator, whether servers are what the configuration says they are. */
public final class EndpointCheck {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointCheck.class);
    private static final int PATIENCE_SECONDS = 5;

    private EndpointCheck() {}

    /** The one that answers and accepts writes; fails when none does. */
    public static Future<DatabaseEndpoint> writer(Vertx vertx, List<DatabaseEndpoint> servers) {
        return first(vertx, servers, ServerRole.WRITER);
    }

    /** One that answers; fails when none does. */
    public static Future<DatabaseEndpoint> reader(Vertx vertx, List<DatabaseEndpoint> servers) {
        return first(vertx, servers, ServerRole.READER);
    }

    private static Future<DatabaseEndpoint> first(Vertx vertx, List<DatabaseEndpoint> servers, ServerRole role) {
        List<Future<DatabaseEndpoint>> checks = servers.stream()
                .map(server -> check(vertx, server, role).map(server))
                .toList();
        return Future.join(checks).transform(all -> {
            List<String> problems = checks.stream()
                    .filter(Future::failed)
                    .map(check -> String.valueOf(check.cause().getMessage()))
                    .toList();
            problems.forEach(problem -> LOG.debug("a server is no {} now: {}", role, problem));
            return checks.stream()
                    .filter(Future::succeeded)
                    .findFirst()
                    .orElseGet(() ->
                            Future.failedFuture(problems.stream().distinct().collect(Collectors.joining("; "))));
        });
    }

    private static Future<Void> check(Vertx vertx, DatabaseEndpoint endpoint, ServerRole role) {
        return MySQLConnection.connect(vertx, SqlPools.connectOptions(endpoint))
                .compose(connection -> role.verify(connection).eventually(connection::close))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
