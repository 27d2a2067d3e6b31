package boxoffice.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.testing.FullTables;
import boxoffice.persistence.testing.QueryPlan;
import boxoffice.persistence.testing.ScratchDatabase;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reads the plan of every statement of the product, with 100,000 tickets in the tables: no full scan, and the index it
 * means to use. A statement that is not listed here fails the test.
 */
class QueryPlanIT {

    private static final String CLAIM = "boxoffice.persistence.claim.ClaimStatements";
    private static final String CERTAINTY = "boxoffice.persistence.claim.CertaintyStatements";
    private static final String DOUBT = "boxoffice.persistence.claim.DoubtStatements";
    private static final String TICKET = "boxoffice.persistence.ticket.TicketStatements";
    private static final String OPENING = "boxoffice.persistence.opening.OpeningStatements";
    private static final String AUDIT = "boxoffice.persistence.audit.AuditStatements";
    private static final String NOTICE = "boxoffice.persistence.notice.NoticeStatements";
    private static final String RETENTION = "boxoffice.persistence.retention.RetentionStatements";
    private static final String REPORT = "boxoffice.persistence.report.ReportStatements";

    /** A statement's parameters, and the index of each table it reads; none where it only writes new rows. */
    private record Expected(List<Object> parameters, Set<String> accesses) {

        static Expected of(List<Object> parameters, String... accesses) {
            return new Expected(parameters, Set.of(accesses));
        }
    }

    private static ScratchDatabase scratch;
    private static Sql sql;
    private static Map<String, Expected> expectations;

    @BeforeAll
    static void fill() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        scratch = new ScratchDatabase(database, "boxoffice_plans");
        sql = scratch.sql();
        FullTables full = new FullTables(sql, database.isMariaDb());
        expectations =
                expectations(full.opening().value(), full.quota().value(), sql.text("SELECT LEFT(SHA2(17, 256), 32)"));
    }

    @AfterAll
    static void drop() throws SQLException {
        scratch.close();
    }

    @Test
    void everyStatementUsesTheIndexItMeansToUseAndScansNoTable() throws Exception {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, String> statement : statements().entrySet()) {
            Expected expected = expectations.get(statement.getKey());
            if (expected == null) {
                faults.add(statement.getKey() + " is not listed in this test");
            } else if (!expected.accesses().isEmpty()) {
                QueryPlan plan = QueryPlan.of(
                        sql, statement.getValue(), expected.parameters().toArray());
                if (!plan.fullScans().isEmpty() || !expected.accesses().equals(plan.accesses())) {
                    faults.add(statement.getKey() + ": " + plan + " instead of " + expected.accesses());
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(statements().keySet()).containsExactlyInAnyOrderElementsOf(expectations.keySet());
    }

    @Test
    void aStatementWithoutItsIndexIsCaught() throws SQLException {
        assertThat(QueryPlan.of(sql, "SELECT * FROM ticket WHERE code = ?", "x").fullScans())
                .isNotEmpty();
        assertThat(QueryPlan.of(sql, "SELECT * FROM ticket IGNORE INDEX (one_ticket) WHERE member_id = ?", "x")
                        .accesses())
                .isNotEqualTo(Set.of("ticket by one_ticket"));
    }

    private static Map<String, Expected> expectations(long opening, long quota, String key) {
        String rows = rows(quota);
        List<Object> ticket = List.of(opening, "full-17", key);
        Map<String, Expected> all = new LinkedHashMap<>();
        all.put("claim.lock", Expected.of(List.of(opening), "o by PRIMARY", "q by by_opening"));
        all.put("claim.holders", Expected.of(List.of(members(), opening), "t by one_ticket"));
        all.put("claim.freed", Expected.of(List.of(quota, 1_024), "freed_number by PRIMARY"));
        all.put("claim.insert", Expected.of(List.of()));
        all.put("claim.takeFreed", Expected.of(List.of(rows), "f by PRIMARY"));
        all.put(
                "claim.compareAndSet",
                Expected.of(List.of(5, 5, quota, 0, quota, 17, key), "quota by PRIMARY", "t by PRIMARY"));
        all.put("claim.readBack", Expected.of(List.of(quota, 17, key), "t by PRIMARY"));

        all.put("certainty.OPENING", Expected.of(List.of(opening), "o by PRIMARY", "q by by_opening"));
        all.put("certainty.HOLDERS", Expected.of(List.of(opening, 5), "q by by_opening", "t by PRIMARY"));

        all.put(
                "doubt.RETURNED",
                Expected.of(List.of("[{\"m\":\"full-17\",\"k\":\"" + key + "\"}]", opening), "r by PRIMARY"));

        all.put("ticket.HELD_BY_MEMBER", Expected.of(List.of("full-17"), "ticket by one_ticket"));
        all.put("ticket.LOCK", Expected.of(List.of(opening), "opening by PRIMARY"));
        all.put("ticket.HELD_TICKET", Expected.of(ticket, "t by one_ticket", "q by PRIMARY"));
        all.put("ticket.GIVEN_BACK", Expected.of(ticket, "returned_ticket by PRIMARY"));
        all.put("ticket.REMEMBER", Expected.of(ticket, "ticket by one_ticket"));
        all.put("ticket.DELETE", Expected.of(ticket, "ticket by one_ticket"));
        // of an opening without quotas: where a place is left, MySQL sees it while planning and reads nothing more
        all.put("ticket.REOPEN", Expected.of(List.of(opening, 0), "opening by PRIMARY", "q by by_opening"));
        all.put("ticket.BY_CODE", Expected.of(List.of(quota, 17, "0011-AAAA-AAAA-AAAA"), "ticket by PRIMARY"));
        all.put("ticket.EARLIER_PLACE", Expected.of(List.of("0011-AAAA-AAAA-AAAA"), "earlier_code by PRIMARY"));
        all.put("ticket.REDEEM", Expected.of(List.of("s", "a", quota, 17, "0011-AAAA-AAAA-AAAA"), "ticket by PRIMARY"));
        all.put("ticket.AFTER_NUMBER", Expected.of(List.of(quota, 17), "ticket by PRIMARY"));
        all.put("ticket.FREE", Expected.of(List.of()));
        all.put(
                "ticket.COUNT",
                Expected.of(
                        List.of(quota, 0, quota, 901_000, opening, "gone-17", key, quota, 901_000),
                        "quota by PRIMARY",
                        "f by PRIMARY",
                        "r by PRIMARY"));

        all.put("opening.INSERT_OPENING", Expected.of(List.of()));
        all.put("opening.INSERT_QUOTA", Expected.of(List.of()));
        all.put("opening.LOCK", Expected.of(List.of(opening), "o by PRIMARY"));
        all.put("opening.LOCK_QUOTAS", Expected.of(List.of(opening), "q by by_opening"));
        all.put("opening.HIGHEST_HELD", Expected.of(List.of(quota), "Select tables optimized away by none"));
        all.put(
                "opening.UPDATE_OPENING",
                Expected.of(
                        List.of("t", "m", "2026-01-01", "2026-01-08", "2026-01-09", "2026-01-07", opening, 1),
                        "opening by PRIMARY"));
        all.put("opening.UPDATE_QUOTA", Expected.of(List.of(0, "q", 5, 5, quota, 0), "quota by PRIMARY"));
        all.put("opening.DROP_FREED_ABOVE", Expected.of(List.of(quota, 5), "freed_number by PRIMARY"));
        all.put("opening.DELETE_QUOTA", Expected.of(List.of(quota, 0), "quota by PRIMARY"));
        all.put("opening.FREEZE", Expected.of(List.of("2026-01-01", "r", opening, 1), "opening by PRIMARY"));
        all.put("opening.RESUME", Expected.of(List.of(opening, 1), "opening by PRIMARY"));
        all.put("opening.OVERTAKE", Expected.of(List.of(opening), "quota by by_opening"));
        all.put("opening.REMEMBER_ACT", Expected.of(List.of()));
        all.put("opening.ACTS", Expected.of(List.of(opening, 200), "audit_log by by_opening"));
        all.put("opening.READ_BACK", Expected.of(List.of(opening), "o by PRIMARY", "q by by_opening"));
        all.put("opening.DELETE_OPENING", Expected.of(List.of(opening, 1), "opening by PRIMARY"));
        all.put("opening.BOARD", Expected.of(List.of(604_800, 500), "opening by by_end", "q by by_opening"));

        all.put("audit.LISTED", Expected.of(List.of(3_600, 500), "opening by by_end", "q by by_opening"));
        all.put("audit.QUOTAS", Expected.of(List.of(opening), "q by by_opening"));
        all.put(
                "audit.TALLY",
                Expected.of(
                        List.of(opening, quota, 1, 20_000, quota, 1, 20_000, quota, 1, 1_000_000, quota),
                        "q by PRIMARY",
                        "t by PRIMARY",
                        "a by PRIMARY",
                        "b by one_ticket",
                        "n by PRIMARY",
                        "s by PRIMARY"));
        all.put("audit.LOST", Expected.of(List.of(quota + 900, 20), "t by PRIMARY", "q by PRIMARY", "l by PRIMARY"));
        all.put("audit.IS_WRITER", Expected.of(List.of()));

        all.put("report.REMEMBER", Expected.of(List.of()));
        all.put("report.WATCHED", Expected.of(List.of()));
        all.put("report.UNWATCHED", Expected.of(List.of(opening, "p"), "watchers by PRIMARY"));
        all.put("report.FORGET_WATCHERS", Expected.of(List.of(opening), "watchers by PRIMARY"));
        all.put("report.WATCHING", Expected.of(List.of(opening), "watchers by PRIMARY"));
        all.put("report.TALLIES", Expected.of(List.of(opening), "claim_tally by PRIMARY"));
        all.put("report.HELD", Expected.of(List.of(opening), "q by by_opening", "t by PRIMARY"));
        // of an opening that has few of the rows: one that has all of them is best read from end to end
        all.put("report.RETURNED", Expected.of(List.of(opening + 1), "returned_ticket by PRIMARY"));
        all.put(
                "report.BUSIEST",
                Expected.of(List.of(opening + 1, opening + 1), "q by by_opening", "t by PRIMARY", "r by PRIMARY"));
        all.put(
                "report.SOLD_OUT",
                Expected.of(
                        List.of(opening + 1, opening + 1, opening + 1, 50),
                        "q by by_opening",
                        "t by PRIMARY",
                        "r by PRIMARY",
                        "b by PRIMARY"));

        all.put("notice.FORGET_PLANNED", Expected.of(List.of(opening), "notice by one_each"));
        all.put("notice.PLAN", Expected.of(List.of()));
        all.put("notice.NEXT", Expected.of(List.of(), "notice by by_due"));
        all.put("notice.HAND_TO_TOPIC", Expected.of(List.of()));
        all.put("notice.HAND_TO_MEMBERS", Expected.of(List.of(1, "m-17"), "s by PRIMARY"));
        all.put("notice.LAST_HANDED", Expected.of(List.of(1, "m-17"), "Select tables optimized away by none"));
        all.put("notice.HANDED", Expected.of(List.of("m-17", 0, 1), "notice by PRIMARY"));
        all.put("notice.DUE", Expected.of(List.of(16), "delivery by by_due"));
        all.put("notice.LEASE", Expected.of(List.of(30, 1, "m-17"), "delivery by PRIMARY"));
        all.put("notice.CONTENT", Expected.of(List.of(17), "notice by PRIMARY"));
        all.put("notice.AGAIN", Expected.of(List.of(30, 1, "m-17"), "delivery by PRIMARY"));
        all.put("notice.DONE", Expected.of(List.of(1, "m-17"), "delivery by PRIMARY"));
        all.put("notice.COUNT_TOLD", Expected.of(List.of(17), "notice by PRIMARY"));
        all.put("notice.COUNT_GIVEN_UP", Expected.of(List.of(17), "notice by PRIMARY"));
        all.put("notice.SUBSCRIBE", Expected.of(List.of()));
        all.put("notice.UNSUBSCRIBE", Expected.of(List.of("m-17"), "subscription by PRIMARY"));
        all.put("notice.SUBSCRIPTION", Expected.of(List.of("m-17"), "subscription by PRIMARY"));

        all.put("retention.NEXT", Expected.of(List.of(90), "opening by to_forget"));
        all.put("retention.LOCK", Expected.of(List.of(90, opening), "opening by PRIMARY"));
        all.put("retention.QUOTAS", Expected.of(List.of(opening), "q by by_opening"));
        all.put("retention.LAST_OF_BATCH", Expected.of(List.of(quota, 500), "ticket by PRIMARY"));
        all.put("retention.FORGET_HOLDERS", Expected.of(List.of(quota, 500, 1_000), "ticket by PRIMARY"));
        all.put("retention.FORGET_RETURNERS", Expected.of(List.of(opening), "returned_ticket by PRIMARY"));
        all.put("retention.FORGET_NOTICES", Expected.of(List.of(opening), "notice by one_each"));
        all.put("retention.FORGET_DELIVERIES", Expected.of(List.of(opening), "n by one_each", "delivery by PRIMARY"));
        all.put(
                "retention.COUNT",
                Expected.of(List.of(opening + 1, opening + 1), "q by by_opening", "t by PRIMARY", "r by PRIMARY"));
        all.put("retention.FORGOTTEN", Expected.of(List.of(opening), "opening by PRIMARY"));
        all.put("retention.FORGET_SUBSCRIBERS", Expected.of(List.of(90), "subscription by by_age"));
        all.put("opening.PAGE", Expected.of(List.of(Long.MAX_VALUE, 50), "opening by PRIMARY", "q by by_opening"));
        all.put("opening.ONE", Expected.of(List.of(opening), "o by PRIMARY", "q by by_opening"));
        return all;
    }

    private static String members() {
        List<String> members = new ArrayList<>();
        for (int i = 1; i <= 1_024; i++) {
            members.add("\"full-" + i * 7 + "\"");
        }
        return members.toString();
    }

    private static String rows(long quota) {
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= 1_024; i++) {
            rows.add("[" + quota + "," + i * 7 + ",\"AAAA-AAAA-AAAA-AAAA\",\"" + "0".repeat(32) + "\",\"full-" + i * 7
                    + "\"]");
        }
        return rows.toString();
    }

    /** Every constant of the statement classes that is SQL, and every part of the claim's script. */
    private static Map<String, String> statements() throws ReflectiveOperationException {
        Map<String, String> statements = new LinkedHashMap<>();
        Class<?> claim = Class.forName(CLAIM);
        Field standard = claim.getDeclaredField("STANDARD");
        standard.setAccessible(true);
        for (RecordComponent part : claim.getRecordComponents()) {
            part.getAccessor().setAccessible(true);
            statements.put(
                    "claim." + part.getName(), (String) part.getAccessor().invoke(standard.get(null)));
        }
        statements.putAll(constants("certainty", Class.forName(CERTAINTY)));
        statements.putAll(constants("doubt", Class.forName(DOUBT)));
        statements.putAll(constants("ticket", Class.forName(TICKET)));
        statements.putAll(constants("opening", Class.forName(OPENING)));
        statements.putAll(constants("audit", Class.forName(AUDIT)));
        statements.putAll(constants("report", Class.forName(REPORT)));
        statements.putAll(constants("retention", Class.forName(RETENTION)));
        statements.putAll(constants("notice", Class.forName(NOTICE)));
        return statements;
    }

    private static Map<String, String> constants(String prefix, Class<?> holder) throws IllegalAccessException {
        Map<String, String> statements = new LinkedHashMap<>();
        for (Field field : holder.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && !Modifier.isPrivate(field.getModifiers())
                    && field.getType() == String.class) {
                field.setAccessible(true);
                statements.put(prefix + "." + field.getName(), (String) field.get(null));
            }
        }
        return statements;
    }
}
