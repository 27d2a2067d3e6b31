package boxoffice.persistence.embedded;

import boxoffice.persistence.embedded.Accounts.Account;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * The replica follows the writer by GTID. There is one source of transactions, so a position is one
 * {@code domain-server-sequence}, and whether the replica is behind, level or astray can be read from two of them.
 */
final class Replication {

    /** The replica holds what the writer never had, or cannot apply what it has: only building it anew helps. */
    static final class BrokenReplica extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenReplica(String what) {
            super(what);
        }
    }

    /** Without any step forward for so long, it is broken; a long way to catch up is not. */
    private static final Duration STANDSTILL_LIMIT = Duration.ofSeconds(8);

    private final Server writer;
    private final AdminSession onWriter;
    private final AdminSession onReplica;

    Replication(Server writer, AdminSession onWriter, AdminSession onReplica) {
        this.writer = writer;
        this.onWriter = onWriter;
        this.onReplica = onReplica;
    }

    /** Connects the replica and waits until it has everything that the writer has. */
    void startAndCatchUp() throws SQLException, BrokenReplica {
        Position goal = Position.read(onWriter.value("SELECT @@global.gtid_binlog_pos"));
        Position own = Position.read(onReplica.value("SELECT @@global.gtid_binlog_pos"));
        if (own.sequence() > 0 && own.serverId() != Role.WRITER.serverId()) {
            throw new BrokenReplica("it has transactions of its own, " + own);
        }
        Position applied = applied();
        if (applied.sequence() > goal.sequence()) {
            throw new BrokenReplica("it is at " + applied + ", ahead of the writer at " + goal);
        }
        onReplica.execute("CHANGE MASTER TO MASTER_HOST='" + Accounts.HOST + "', MASTER_PORT="
                + writer.endpoint(Account.REPLICATION).port()
                + ", MASTER_USER='" + Account.REPLICATION.user() + "', MASTER_PASSWORD='"
                + writer.endpoint(Account.REPLICATION).password().value()
                + "', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1"
                // The writer speaks no TLS; the replica would insist on it.
                + ", MASTER_SSL=0, MASTER_SSL_VERIFY_SERVER_CERT=0");
        onReplica.execute("START SLAVE");
        awaitLevelWith(goal);
    }

    private void awaitLevelWith(Position goal) throws SQLException, BrokenReplica {
        Position last = applied();
        Deadline standstill = Deadline.in(STANDSTILL_LIMIT);
        while (true) {
            Map<String, String> status = onReplica.row("SHOW SLAVE STATUS");
            throwWhereFailed(status);
            Position now = applied();
            boolean bothRun =
                    "Yes".equals(status.get("Slave_IO_Running")) && "Yes".equals(status.get("Slave_SQL_Running"));
            if (bothRun && now.equals(goal)) {
                return;
            }
            if (!now.equals(last)) {
                last = now;
                standstill = Deadline.in(STANDSTILL_LIMIT);
            }
            if (standstill.isOver()) {
                throw new BrokenReplica("it stands at " + now + " with the writer at " + goal + " for "
                        + STANDSTILL_LIMIT.toSeconds() + " seconds");
            }
            standstill.pause();
        }
    }

    private static void throwWhereFailed(Map<String, String> status) throws BrokenReplica {
        // Connection failures (20xx) are tried again by the replica itself.
        String receiving = status.getOrDefault("Last_IO_Errno", "0");
        if ("No".equals(status.get("Slave_IO_Running")) && !"0".equals(receiving)) {
            throw new BrokenReplica(
                    "it cannot read the writer's binlog: " + receiving + " " + status.get("Last_IO_Error"));
        }
        String applying = status.getOrDefault("Last_SQL_Errno", "0");
        if ("No".equals(status.get("Slave_SQL_Running")) && !"0".equals(applying)) {
            throw new BrokenReplica("it cannot apply a transaction: " + applying + " " + status.get("Last_SQL_Error"));
        }
    }

    private Position applied() throws SQLException {
        return Position.read(onReplica.value("SELECT @@global.gtid_slave_pos"));
    }

    /**
     * Where a server is in the one row of transactions; before the first it is at zero.
     *
     * @param text as the server wrote it, {@code domain-server-sequence}
     */
    private record Position(String text, long serverId, long sequence) {

        static Position read(String text) {
            String[] parts = text.split("[-,]", -1);
            return parts.length < 3
                    ? new Position("", 0, 0)
                    : new Position(text, Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }

        @Override
        public String toString() {
            return text.isEmpty() ? "the beginning" : text;
        }
    }
}
