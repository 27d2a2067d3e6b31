package boxoffice.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.persistence.pool.DatabaseEndpoint;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class TestDatabaseIT {

    private final TestDatabase database = TestDatabase.shared();

    @Test
    void whatTheWriterHasIsOnTheReplicaAfterTheWait() throws SQLException {
        Sql owner = Sql.on(database.owner());
        owner.run("CREATE TABLE waited_for (id INT PRIMARY KEY)");
        owner.run("INSERT INTO waited_for VALUES (1)");

        database.awaitReplica();

        assertThat(Sql.on(database.reader()).number("SELECT id FROM waited_for"))
                .isEqualTo(1);
        owner.run("DROP TABLE waited_for");
    }

    @Test
    void bothServersAreMigrated() throws SQLException {
        database.awaitReplica();

        assertThat(Sql.on(database.reader()).number("SELECT COUNT(*) FROM flyway_schema_history WHERE success = 1"))
                .isEqualTo(Sql.on(database.writer()).number("SELECT COUNT(*) FROM flyway_schema_history"))
                .isPositive();
    }

    @Test
    void everySettingThatPromisesRestOnIsTheSameOnBothKindsOfServer() throws SQLException {
        for (Sql server : new Sql[] {database.writerSql(), database.readerSql()}) {
            assertThat(server.text("SELECT @@global.innodb_flush_log_at_trx_commit"))
                    .isEqualTo("1");
            assertThat(server.text("SELECT @@global.sync_binlog")).isEqualTo("1");
            assertThat(server.text("SELECT @@global.log_bin")).isEqualTo("1");
            assertThat(server.text("SELECT @@global.binlog_format")).isEqualTo("ROW");
            assertThat(server.text("SELECT @@global.transaction_isolation")).isEqualTo("READ-COMMITTED");
            assertThat(server.text("SELECT @@global.time_zone")).isEqualTo("+00:00");
            assertThat(server.text("SELECT @@character_set_database")).isEqualTo("utf8mb4");
            assertThat(server.text("SELECT @@collation_database")).isEqualTo("utf8mb4_bin");
        }
    }

    @Test
    void theApplicationUserChangesRowsAndNotTables() {
        Sql application = Sql.on(database.writer());

        assertThatThrownBy(() -> application.run("CREATE TABLE not_allowed (id INT PRIMARY KEY)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void theReaderUserCannotWriteEvenOnTheWriter() {
        Sql reader = Sql.on(on(database.writer(), database.reader()));

        assertThatThrownBy(() -> reader.run("DELETE FROM flyway_schema_history"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void theReplicaRefusesWhoMayWriteOnTheWriter() {
        Sql owner = Sql.on(on(database.reader(), database.owner()));

        assertThatThrownBy(() -> owner.run("CREATE TABLE not_here (id INT PRIMARY KEY)"))
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getErrorCode())
                        .isEqualTo(1290));
    }

    /** One server with the account of another. */
    private static DatabaseEndpoint on(DatabaseEndpoint server, DatabaseEndpoint account) {
        return new DatabaseEndpoint(
                server.host(), server.port(), server.database(), account.user(), account.password());
    }
}
