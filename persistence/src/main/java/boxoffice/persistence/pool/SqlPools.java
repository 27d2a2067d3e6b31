package boxoffice.persistence.pool;

import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the driver's pools with the limits that the driver leaves open by default: it has no time limit of its own for
 * a handshake or a statement, and no bound on its wait queue.
 */
final class SqlPools {

    private static final Logger LOG = LoggerFactory.getLogger(SqlPools.class);

    private static final String EVERY_SESSION = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;"
            + "SET SESSION time_zone='+00:00', sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";

    private SqlPools() {}

    static Pool pool(Vertx vertx, String name, DatabaseEndpoint endpoint, PoolSettings settings, ServerRole role) {
        return MySQLBuilder.pool()
                .with(poolOptions(name, settings))
                .with(transport(settings))
                .connectingTo(connectOptions(endpoint).setPipeliningLimit(role.sentTogether()))
                .withConnectHandler(
                        connection -> prepareSession(connection, EVERY_SESSION + ";" + role.session(), role))
                .using(vertx)
                .build();
    }

    private static PoolOptions poolOptions(String name, PoolSettings settings) {
        return new PoolOptions()
                .setName(name)
                .setMaxSize(settings.connectionsMax())
                .setMaxWaitQueueSize(settings.waitingMax())
                .setConnectionTimeout(Math.toIntExact(settings.acquireTimeout().toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxLifetime(Math.toIntExact(settings.lifetimeMax().toMillis()))
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS);
    }

    /** A server of MySQL speaks first, and waits for our last ACK of TCP's handshake: Linux delays it by 200 ms. */
    private static NetClientOptions transport(PoolSettings settings) {
        return new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setIdleTimeout(Math.toIntExact(settings.silenceMax().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(true)
                .setTcpQuickAck(true);
    }

    static MySQLConnectOptions connectOptions(DatabaseEndpoint endpoint) {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setUseAffectedRows(true) // rows changed, not rows found: the compare-and-set counts them
                .setPipeliningLimit(1); // with more, see WriterSession
        options.setHost(endpoint.host())
                .setPort(endpoint.port())
                .setDatabase(endpoint.database())
                .setUser(endpoint.user())
                .setPassword(endpoint.password().value())
                .setReconnectAttempts(0)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlFilter(sql -> true);
        if (endpoint.authority() != null) {
            options.setSslMode(SslMode.VERIFY_IDENTITY)
                    .setSslOptions(new ClientSSLOptions()
                            .setHostnameVerificationAlgorithm("HTTPS")
                            .setTrustOptions(new PemTrustOptions()
                                    .addCertPath(endpoint.authority().toString())));
        }
        return options;
    }

    /**
     * Closing a new connection here hands it out. One that cannot be prepared, or leads to the wrong server, is never
     * closed but ended by its server, since the driver knows no other way to refuse one: its borrower then gets a
     * failure, instead of a session that is not what it should be. Should the server not end it, its silence does.
     */
    private static void prepareSession(SqlConnection connection, String statements, ServerRole role) {
        connection
                .query(statements)
                .execute()
                .compose(prepared -> role.verify(connection))
                .compose(verified -> connection.close())
                .recover(refused ->
                        connection.query("KILL CONNECTION_ID()").execute().mapEmpty())
                .onFailure(ended -> LOG.debug("a new connection was refused", ended));
    }
}
