package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnection;
import java.util.concurrent.TimeUnit;

/** Tells at start, in words for an operator, whether an endpoint is what the configuration says it is. */
public final class EndpointCheck {

    private static final int PATIENCE_SECONDS = 5;

    private EndpointCheck() {}

    /** Fails unless the endpoint answers and accepts writes. */
    public static Future<Void> writer(Vertx vertx, DatabaseEndpoint endpoint) {
        return check(vertx, endpoint, ServerRole.WRITER);
    }

    /** Fails unless the endpoint answers. */
    public static Future<Void> reader(Vertx vertx, DatabaseEndpoint endpoint) {
        return check(vertx, endpoint, ServerRole.READER);
    }

    private static Future<Void> check(Vertx vertx, DatabaseEndpoint endpoint, ServerRole role) {
        return MySQLConnection.connect(vertx, SqlPools.connectOptions(endpoint))
                .compose(connection -> role.verify(connection).eventually(connection::close))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
