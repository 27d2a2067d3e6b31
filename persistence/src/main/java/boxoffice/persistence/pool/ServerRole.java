package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** What a pool wants of the server behind each of its connections. */
enum ServerRole {
    /** Accepts writes. Lock waits end before the connection counts as silent. */
    WRITER("SET SESSION autocommit=0, innodb_lock_wait_timeout=2, lock_wait_timeout=2", 8),
    /** Only read from: a write is refused by the session itself, also on a server that would accept it. */
    READER("SET SESSION TRANSACTION READ ONLY", 1);

    private static final String ACCEPTS_WRITES = "SELECT " + WriterSession.ACCEPTS_WRITES;

    private final String session;
    private final int sentTogether;

    ServerRole(String session, int sentTogether) {
        this.session = session;
        this.sentTogether = sentTogether;
    }

    /** How many statements at most are on their way at a time. */
    int sentTogether() {
        return sentTogether;
    }

    /** Statements for each new session. */
    String session() {
        return session;
    }

    Future<Void> verify(SqlConnection connection) {
        if (this == READER) {
            return Future.succeededFuture();
        }
        return connection.query(ACCEPTS_WRITES).execute().compose(rows -> {
            Row row = rows.iterator().next();
            return row.getInteger(0) == 1
                    ? connection.query("ROLLBACK").execute().mapEmpty()
                    : Future.failedFuture("the server is read-only");
        });
    }
}
