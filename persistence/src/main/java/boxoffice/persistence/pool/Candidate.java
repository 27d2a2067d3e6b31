package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server that may be the writer, asked over connections of its own. Confined to the watch's context. */
final class Candidate {

    /** What a server was when it was last asked. */
    enum Role {
        UNKNOWN,
        WRITER,
        READER,
        SILENT
    }

    /** The role, and a name that one server has whatever name it is reached by. */
    static final String ASK =
            "SELECT " + WriterSession.ACCEPTS_WRITES + ", CONCAT(@@hostname, ':', @@port, ' id ', @@server_id)";

    private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);

    private final Vertx vertx;
    private final DatabaseEndpoint endpoint;
    private final WatchPace pace;
    private Pool connections;
    private long connectedNanos;
    private Role role = Role.UNKNOWN;
    private String identity = "";
    private String complaint = "";
    private int misses;
    private boolean asking;
    private long forgotten;

    Candidate(Vertx vertx, DatabaseEndpoint endpoint, WatchPace pace) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.pace = pace;
        this.connections = connect();
    }

    DatabaseEndpoint endpoint() {
        return endpoint;
    }

    Role role() {
        return role;
    }

    String identity() {
        return identity;
    }

    /** Why it is silent. */
    String complaint() {
        return complaint;
    }

    /** How often in a row it has not answered. */
    int misses() {
        return misses;
    }

    boolean isAsked() {
        return asking;
    }

    /** What it said up to now counts no more, nor does the answer to a question that is on its way. */
    void forget() {
        role = Role.UNKNOWN;
        misses = 0;
        forgotten++;
    }

    /** Asks; the future completes when the role is known, and never fails. */
    Future<Void> ask(boolean writerIsSought) {
        if (writerIsSought && role != Role.WRITER) {
            followName();
        }
        long since = forgotten;
        asking = true;
        return connections
                .getConnection()
                .compose(Candidate::answer)
                .timeout(pace.answerMax().toMillis(), TimeUnit.MILLISECONDS)
                .transform(answered -> {
                    asking = false;
                    if (since != forgotten) {
                        return Future.succeededFuture();
                    } else if (answered.succeeded()) {
                        heard(answered.result());
                    } else {
                        misses++;
                        role = Role.SILENT;
                        complaint = String.valueOf(answered.cause().getMessage());
                    }
                    return Future.succeededFuture();
                });
    }

    /** Asks for all servers of the cluster; the future fails where it is not told in time. */
    Future<List<DatabaseEndpoint>> members(Topology topology) {
        return connections
                .getConnection()
                .compose(connection -> topology.ask(connection).eventually(connection::close))
                .timeout(pace.answerMax().toMillis(), TimeUnit.MILLISECONDS);
    }

    Future<Void> close() {
        return connections.close();
    }

    private Pool connect() {
        connectedNanos = System.nanoTime();
        return SqlPools.pool(vertx, "watch", endpoint, pace.connections(), ServerRole.READER);
    }

    /** A connection that stayed open leads to the server that the name meant once, and so never to its new writer. */
    private void followName() {
        if (System.nanoTime() - connectedNanos >= WatchPace.RENEWED_WHILE_SOUGHT.toNanos()) {
            Pool old = connections;
            connections = connect();
            old.close().onFailure(failure -> LOG.debug("old connections did not close", failure));
        }
    }

    private static Future<Row> answer(SqlConnection connection) {
        return connection
                .query(ASK)
                .execute()
                .map(rows -> rows.iterator().next())
                .eventually(connection::close);
    }

    private void heard(Row row) {
        misses = 0;
        role = row.getInteger(0) == 1 ? Role.WRITER : Role.READER;
        identity = row.getString(1);
    }
}
