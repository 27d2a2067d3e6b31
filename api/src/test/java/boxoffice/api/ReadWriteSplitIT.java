package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.rush.Click;
import boxoffice.api.rush.Rush;
import boxoffice.api.rush.Rush.Member;
import boxoffice.api.rush.Told;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Which server carries out what, by the servers' own counters of statements. Replication is in some of them too:
 * MariaDB counts the rows that it repeats on the replica. Those few are left out there; whatever the service sends is
 * prepared, and so stands in {@code Com_stmt_execute} as well, where replication does not.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ReadWriteSplitIT {

    private static final long READS_OF_THE_OPENINGS_MAX = 3;
    /** Two looks at the fifty quotas that the audit looks at at a time, whatever is claimed. */
    private static final int READS_OF_THE_AUDIT_MAX = 2 * 52;

    /** A row for each opening whose claims were answered in the seconds before. */
    private static final long COUNTS_OF_CLAIMS_MAX = 10;

    private static final int CLAIMS = 600;
    private static final int READERS = 40;
    private static final int READS_EACH = 25;
    /** The service asks a reader at most four times a second for the openings. */
    private static final int BOARD_READS_MAX = 60;

    private static TestDatabase database;
    private static ServiceProcess service;

    private Counters writer;
    private Counters reader;

    @BeforeAll
    static void startTheService() {
        database = TestDatabase.shared();
        service = ServiceProcess.shared();
    }

    @BeforeEach
    void watchBothServers() throws SQLException {
        writer = new Counters(database.writerSql(), Set.of("Com_show_status"));
        reader = new Counters(
                database.readerSql(),
                Set.of("Com_show_status", "Com_begin", "Com_commit", "Com_insert", "Com_update", "Com_delete"));
    }

    @AfterEach
    void leaveThem() throws SQLException {
        writer.close();
        reader.close();
    }

    private interface Measured {

        void run() throws SQLException;
    }

    /**
     * Where this machine stands still for a second, reads go to the writer as they should: what fails thrice is a
     * fault.
     */
    private static void inOneOfThreeRuns(Measured measured) throws SQLException {
        for (int run = 1; ; run++) {
            try {
                measured.run();
                return;
            } catch (AssertionError failed) {
                if (run == 3) {
                    throw failed;
                }
            }
        }
    }

    @Test
    void readsNeverTouchTheWriter() throws SQLException {
        inOneOfThreeRuns(this::readsStayAway);
    }

    private void readsStayAway() throws SQLException {
        JsonObject opening = open();
        database.awaitReplica();
        writer.start();
        reader.start();

        int reads = readAll(opening, "nobody");

        assertThat(writer.sinceStart().getOrDefault("Com_stmt_execute", 0L))
                .as("statements on the writer, of %d reads: none but the counts of earlier claims", reads)
                .isLessThanOrEqualTo(COUNTS_OF_CLAIMS_MAX);
        assertThat(reader.sinceStart().get("Com_select")).isGreaterThanOrEqualTo(reads / 3L);
    }

    @Test
    void claimsNeverTouchTheReader() throws SQLException {
        inOneOfThreeRuns(this::claimsStayAway);
    }

    private void claimsStayAway() throws SQLException {
        JsonObject opening = open();
        database.awaitReplica();
        writer.start();
        reader.start();

        assertThat(claims(opening))
                .allSatisfy(told -> assertThat(told.isTicket()).isTrue());

        assertThat(reader.sinceStart().getOrDefault("Com_stmt_execute", 0L))
                .as(
                        "statements on the reader: the openings, which are read every second near one, the audit's, and nothing for claims")
                .isLessThanOrEqualTo(READS_OF_THE_OPENINGS_MAX + READS_OF_THE_AUDIT_MAX);
        assertThat(writer.sinceStart().get("Com_stmt_execute")).isPositive();
    }

    @Test
    void inARushWithReadersEachServerHasItsOwnWork() throws SQLException {
        inOneOfThreeRuns(this::eachHasItsOwnWork);
    }

    private void eachHasItsOwnWork() throws SQLException {
        JsonObject opening = open();
        List<Click> clicks = clicks(opening);
        database.awaitReplica();
        writer.start();
        reader.start();

        int reads;
        List<Told> told;
        try (Rush rush = Rush.start(clicks)) {
            reads = readAll(opening, "onlooker");
            told = rush.answers();
        }

        Map<String, Long> onWriter = writer.sinceStart();
        Map<String, Long> onReader = reader.sinceStart();
        System.out.println("Split, rush with readers: writer " + onWriter + ", reader " + onReader);
        assertThat(told).allSatisfy(answer -> assertThat(answer.isTicket()).isTrue());
        assertThat(onReader.keySet())
                .as("on the reader, sessions are set up and rows are read")
                .isSubsetOf("Com_select", "Com_set_option", "Com_stmt_prepare", "Com_stmt_execute", "Com_stmt_close");
        assertThat(onReader.get("Com_select"))
                .as("a read of my tickets is one statement, all openings together a few a second, the audit's a look")
                .isBetween(reads / 3L, reads / 3L + BOARD_READS_MAX + READS_OF_THE_AUDIT_MAX);
        long batches = onWriter.getOrDefault("Com_commit", 0L);
        assertThat(onWriter.get("Com_select"))
                .as("on the writer, each batch reads four times at most")
                .isLessThanOrEqualTo(4 * batches + 8)
                .isLessThan(reads / 3L);
    }

    /** A third each: my tickets, all openings, this opening. */
    private static int readAll(JsonObject opening, String member) {
        Api anybody = Api.at(service.address());
        List<Api> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(anybody.as(member + "-" + i));
        }
        readers.parallelStream().forEach(api -> {
            for (int i = 0; i < READS_EACH; i++) {
                assertThat(api.get("/api/tickets").status()).isEqualTo(200);
                assertThat(anybody.get("/api/openings").status()).isEqualTo(200);
                assertThat(anybody.get("/api/openings/" + opening.getString("id"))
                                .status())
                        .isEqualTo(200);
            }
        });
        return READERS * READS_EACH * 3;
    }

    private static List<Told> claims(JsonObject opening) {
        return Rush.run(clicks(opening));
    }

    private static List<Click> clicks(JsonObject opening) {
        List<Click> clicks = new ArrayList<>();
        for (Member member : Rush.members("claimants", CLAIMS)) {
            clicks.add(member.click(clicks.size() % 50, service, opening.getString("id"), ""));
        }
        return clicks;
    }

    private static JsonObject open() {
        return Api.at(service.address()).as("operator", "admin").open(Map.of("Screen 1", CLAIMS));
    }

    /** A server's counters of statements, read on one connection that counts for nothing else. */
    private static final class Counters {

        private final Connection connection;
        private final Set<String> leftOut;
        private Map<String, Long> before = Map.of();

        Counters(Sql server, Set<String> leftOut) throws SQLException {
            connection = server.connect();
            this.leftOut = leftOut;
        }

        void start() throws SQLException {
            before = now();
        }

        /** By how much each has grown; those that stand still are left out. */
        Map<String, Long> sinceStart() throws SQLException {
            Map<String, Long> grown = new TreeMap<>();
            now().forEach((name, value) -> {
                if (value > before.getOrDefault(name, 0L)) {
                    grown.put(name, value - before.getOrDefault(name, 0L));
                }
            });
            return grown;
        }

        void close() throws SQLException {
            connection.close();
        }

        private Map<String, Long> now() throws SQLException {
            Map<String, Long> values = new LinkedHashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Com\\_%'")) {
                while (rows.next()) {
                    if (!leftOut.contains(rows.getString(1))) {
                        values.put(rows.getString(1), rows.getLong(2));
                    }
                }
            }
            return values;
        }
    }
}
