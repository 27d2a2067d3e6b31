package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.Password;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The accounts that {@code infra/accounts.sql} makes, on the real server: the service does all its work with them, and
 * each is tried on what it must not do. Here they are called {@code rights} in place of {@code boxoffice}, which the
 * server under test has already.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class RightsIT {

    private static final String NAME = "rights";
    private static final Path STATEMENTS =
            Path.of(System.getProperty("basedir", "")).resolve("../infra/accounts.sql");

    private static final TestDatabase DATABASE = TestDatabase.shared();

    @BeforeAll
    static void makeTheAccounts() throws Exception {
        String script = Files.readString(STATEMENTS)
                .lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"))
                .replace("boxoffice", NAME);
        for (String account : new String[] {"OWNER", "WRITER", "READER"}) {
            script = script.replace("${" + account + "_PASSWORD}", password(account));
        }
        assertThat(script).doesNotContain("${");
        dropAll();
        for (int run = 0; run < 2; run++) { // it may be run again
            for (String statement : script.split(";", -1)) {
                if (!statement.isBlank()) {
                    DATABASE.writerSql().run(statement.strip());
                }
            }
        }
        Migrations.migrate(endpoint("OWNER", DATABASE.writerAdmin()));
        DATABASE.awaitReplica();
    }

    @AfterAll
    static void dropAll() throws SQLException {
        DATABASE.writerSql().run("DROP DATABASE IF EXISTS " + NAME);
        for (String account : new String[] {"owner", "writer", "reader"}) {
            DATABASE.writerSql().run("DROP USER IF EXISTS '" + NAME + "_" + account + "'@'%'");
        }
    }

    @Test
    void theServiceDoesAllItsWorkWithThem() {
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_OWNER_URI", ServiceProcess.uri(endpoint("OWNER", DATABASE.writerAdmin())));
        settings.put("BOXOFFICE_WRITER_URI", ServiceProcess.uri(endpoint("WRITER", DATABASE.writerAdmin())));
        settings.put("BOXOFFICE_READER_URI", ServiceProcess.uri(endpoint("READER", DATABASE.readerAdmin())));
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Api operator = Api.at(service.address()).as("operator", "admin");
            Api member = Api.at(service.address()).as("member");
            JsonObject opening = operator.open(Map.of("Screen 1", 3));
            String id = opening.getString("id");

            Reply ticket = member.claim(id);
            assertThat(ticket.status()).isEqualTo(201);
            assertThat(member.get("/api/tickets").json().getJsonArray("tickets"))
                    .hasSize(1);
            assertThat(member.delete(ticket.header("location")).status()).isEqualTo(204);
            JsonObject again = member.claim(id).json();
            assertThat(Api.at(service.address())
                            .as("door", "staff")
                            .post("/api/admin/redemptions", new JsonObject().put("code", again.getString("code")))
                            .status())
                    .isEqualTo(200);
            Poll.until("the reader has it", Duration.ofSeconds(10), () -> operator.get(
                            "/api/admin/openings/" + id + "/tickets.csv")
                    .body()
                    .contains(again.getString("id")));
            Poll.until(
                    "counts are written with the writer's rights, and shown with the reader's",
                    Duration.ofSeconds(10),
                    () -> operator.get("/api/admin/openings/" + id + "/report")
                                    .json()
                                    .getJsonObject("answers")
                                    .getInteger("granted")
                            == 2);
            JsonObject changed = opening.copy();
            changed.remove("id");
            assertThat(operator.put("/api/admin/openings/" + id, changed.put("title", "Changed"))
                            .status())
                    .isEqualTo(200);
            JsonObject preflight =
                    operator.get("/api/admin/openings/" + id + "/preflight").json();
            assertThat(preflight.getBoolean("go")).as("%s", preflight).isTrue();
            assertThat(service.output()).doesNotContain("denied");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READER | INSERT INTO heartbeat SELECT * FROM heartbeat",
                "READER | UPDATE quota SET size = size + 1",
                "READER | DELETE FROM ticket",
                "READER | TRUNCATE TABLE ticket",
                "READER | CREATE TABLE mine (id INT)",
                "READER | ALTER TABLE ticket ADD COLUMN mine INT",
                "READER | DROP TABLE ticket",
                "READER | CREATE TEMPORARY TABLE mine (id INT)",
                "WRITER | TRUNCATE TABLE ticket",
                "WRITER | CREATE TABLE mine (id INT)",
                "WRITER | ALTER TABLE ticket ADD COLUMN mine INT",
                "WRITER | DROP TABLE ticket",
                "WRITER | CREATE INDEX mine ON ticket (number)",
                "WRITER | CREATE VIEW mine AS SELECT 1",
                "WRITER | DROP DATABASE rights",
                "OWNER | CREATE VIEW mine AS SELECT 1",
                "OWNER | CREATE DATABASE mine"
            })
    void eachIsRefusedWhatIsNotItsWork(String account, String statement) {
        assertThatIsRefused(account, statement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"READER", "WRITER", "OWNER"})
    void noneMakesAccountsSeesOtherDatabasesOrChangesTheServer(String account) {
        assertThatIsRefused(account, "CREATE USER 'friend'@'%' IDENTIFIED BY 'of-a-test'");
        assertThatIsRefused(account, "GRANT SELECT ON rights.* TO '" + NAME + "_reader'@'%'");
        assertThatIsRefused(account, "SELECT COUNT(*) FROM mysql.user");
        assertThatIsRefused(account, "SELECT COUNT(*) FROM boxoffice.ticket");
        assertThatIsRefused(account, "SET GLOBAL max_connections = 1");
        assertThatIsRefused(account, "SELECT 1 INTO OUTFILE 'boxoffice-rights'");
    }

    @Test
    void theReaderReads() {
        assertThatCode(() -> sql("READER").number("SELECT COUNT(*) FROM ticket"))
                .doesNotThrowAnyException();
    }

    /** For lack of a right, and not because the statement was wrong. */
    private static void assertThatIsRefused(String account, String statement) {
        assertThatThrownBy(() -> sql(account).run(statement))
                .as("%s: %s", account, statement)
                .isInstanceOf(SQLException.class)
                .satisfies(refused -> assertThat(((SQLException) refused).getErrorCode())
                        .as("%s", refused.getMessage())
                        .isIn(1044, 1142, 1143, 1227, 1410, 1095, 1045, 1370));
    }

    private static Sql sql(String account) {
        return Sql.on(endpoint(account, DATABASE.writerAdmin()));
    }

    private static DatabaseEndpoint endpoint(String account, DatabaseEndpoint server) {
        return new DatabaseEndpoint(
                server.host(),
                server.port(),
                NAME,
                NAME + "_" + account.toLowerCase(Locale.ROOT),
                new Password(password(account)));
    }

    private static String password(String account) {
        return "of-a-test-" + account;
    }
}
