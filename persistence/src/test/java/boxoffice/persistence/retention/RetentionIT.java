package boxoffice.persistence.retention;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.testing.ScratchDatabase;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import boxoffice.persistence.ticket.TicketRegister;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members are forgotten: no column of any table names one any more, and the books are what they were. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class RetentionIT {

    private static final int DAY_MINUTES = 24 * 60;
    private static final int HELD = 1_200;

    private static ScratchDatabase scratch;
    private static Sql sql;
    private static Vertx vertx;
    private static WriterPool writer;
    private static TestOpenings openings;

    @BeforeAll
    static void start() throws SQLException {
        scratch = new ScratchDatabase(TestDatabase.shared(), "boxoffice_retention");
        sql = scratch.sql();
        vertx = Vertx.vertx();
        writer = WriterPool.open(vertx, scratch.endpoint(), PoolSettings.writer(4), new SilentPool());
        openings = new TestOpenings(sql);
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(done(writer.close())).isNull();
        assertThat(done(vertx.close())).isNull();
        scratch.close();
    }

    @Test
    void afterTheSetTimeNoTableNamesAMemberAndTheBooksStayWhatTheyWere() throws Exception {
        TestOpening old = filled(openings.at(-95 * DAY_MINUTES, -91 * DAY_MINUTES, 2_000, 50), "old");
        TestOpening young = filled(openings.at(-95 * DAY_MINUTES, -89 * DAY_MINUTES, 2_000, 50), "young");
        sql.run(
                "INSERT INTO subscription VALUES ('old-told', 'old-told@example.org', UTC_TIMESTAMP() - INTERVAL 91 DAY)");
        sql.run("INSERT INTO subscription VALUES ('young-told', 'y@example.org', UTC_TIMESTAMP() - INTERVAL 89 DAY)");
        sql.run(
                "INSERT INTO notice (opening_id, kind, occasion, due_at, ends_at, content, handed_to) "
                        + "VALUES (?, 'ANNOUNCEMENT', 0, UTC_TIMESTAMP(), UTC_TIMESTAMP(), '{}', 'old-7')",
                old.id().value());
        sql.run("INSERT INTO delivery SELECT id, 'old-8', 'old-8@example.org', 0, UTC_TIMESTAMP() FROM notice");
        assertThat(columnsThatHold("old-")).isNotEmpty();

        Retention one = new Retention(writer, 90);
        Retention other = new Retention(writer, 90);
        Object unused = done(Future.all(one.forget(), other.forget()));

        assertThat(columnsThatHold("old-")).isEmpty();
        assertThat(columnsThatHold("staff-of-old")).isEmpty();
        assertThat(columnsThatHold("young-")).isNotEmpty();
        assertThat(openings.faults(old.id())).isEmpty();
        assertThat(openings.held(old.id())).isEqualTo(HELD);
        assertThat(sql.number(
                        "SELECT COUNT(DISTINCT member_id) FROM ticket WHERE opening_id = ?",
                        old.id().value()))
                .as("each has a stand-in of its own")
                .isEqualTo(HELD);
        assertThat(sql.number("SELECT COUNT(*) FROM ticket WHERE member_id LIKE ' %'"))
                .isEqualTo(HELD);
        assertThat(sql.rows(
                        "SELECT act, actor, detail FROM audit_log WHERE opening_id = ?",
                        old.id().value()))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("act", "FORGET").containsEntry("detail", "{\"rows\":1203}"));
        assertThat(done(one.forget())).as("nothing is left to do").isZero();
        ReaderPool reader = ReaderPool.open(vertx, scratch.endpoint(), PoolSettings.reader(2), new SilentPool());
        assertThat(done(new TicketRegister(reader).after(old.quotas().get(0), 0)))
                .as("can still be exported")
                .allSatisfy(held -> assertThat(held.ticket().member().value()).isEqualTo("forgotten"));
        assertThat(done(new TicketRegister(reader).after(young.quotas().get(0), 0))
                        .get(0)
                        .ticket()
                        .member()
                        .value())
                .startsWith("young-");
        assertThat(done(reader.close())).isNull();
    }

    private static TestOpening filled(TestOpening opening, String who) throws SQLException {
        long id = opening.id().value();
        long quota = opening.quotas().get(0).value();
        try (var connection = sql.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO ticket SELECT " + id + ", CONCAT('" + who + "-', n.i), " + quota
                            + ", n.i, UNHEX(LEFT(SHA2(CONCAT('" + who
                            + "', n.i), 256), 32)), CONCAT(LPAD(HEX(n.i), 4, '0'), '-AAAA-AAAA-AAAA'), "
                            + "UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 'staff-of-" + who + "', 'a' FROM "
                            + "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT i FROM n) n");
            statement.execute(
                    "INSERT INTO ticket SELECT opening_id, CONCAT(member_id, '-too'), quota_id, number + 900, "
                            + "ticket_key, code, claimed_at, redeemed_at, redeemed_by, redemption_attempt FROM ticket "
                            + "WHERE quota_id = " + quota + " AND number <= 300");
            statement.execute("UPDATE quota SET issued = 1200, highest_number = 1200 WHERE id = " + quota);
            for (int i = 1; i <= 3; i++) {
                statement.execute("INSERT INTO returned_ticket VALUES (" + id + ", '" + who
                        + "-gone', UNHEX(LEFT(SHA2(" + i + ", 256), 32)), UTC_TIMESTAMP(6), " + quota + ", " + i
                        + ", UTC_TIMESTAMP(6))");
            }
        }
        return opening;
    }

    /** Looks through every column there is, whatever it is for. */
    private static List<String> columnsThatHold(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        for (Map<String, @Nullable Object> column : sql.rows(
                "SELECT c.TABLE_NAME AS t, c.COLUMN_NAME AS c "
                        + "FROM information_schema.COLUMNS c JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA "
                        + "AND t.TABLE_NAME = c.TABLE_NAME WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE'")) {
            long holding = sql.number(
                    "SELECT COUNT(*) FROM `" + column.get("t") + "` WHERE CONVERT(`" + column.get("c")
                            + "` USING utf8mb4) LIKE ?",
                    "%" + text + "%");
            if (holding > 0) {
                found.add(column.get("t") + "." + column.get("c"));
            }
        }
        return found;
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
