package boxoffice.load.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Tickets of openings that are long over: rows that a claim should not feel. */
final class OldTickets {

    private static final int FIRST = 1_000;
    private static final int ROWS_A_STATEMENT_MAX = 500_000;
    private static final long PER_OPENING = 10_000;
    private static final long FIRST_OPENING = 1_000_000_000;

    private OldTickets() {}

    /** Fills the table by doubling it, in statements of a bounded size, and not into the binlog. */
    static void fill(Database admin, String schema, long count) {
        try (Connection connection = admin.connect(schema);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
            long there = Math.min(FIRST, count);
            statement.execute(
                    "INSERT INTO ticket (opening_id, member_id, quota_id, number, ticket_key, code, claimed_at)"
                            + " WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " + there
                            + ")"
                            + " SELECT " + row("i") + " FROM n");
            while (there < count) {
                long more = Math.min(Math.min(there, count - there), ROWS_A_STATEMENT_MAX);
                // Row i of the table is found by its quota and number, which are computed from i.
                statement.execute(
                        "INSERT INTO ticket (opening_id, member_id, quota_id, number, ticket_key, code, claimed_at)"
                                + " SELECT "
                                + row("(s.quota_id - " + FIRST_OPENING + ") * " + PER_OPENING + " + s.number - 1 + "
                                        + there)
                                + " FROM (SELECT quota_id, number FROM ticket WHERE quota_id >= " + FIRST_OPENING
                                + " AND quota_id <= " + (FIRST_OPENING + (more - 1) / PER_OPENING)
                                + " AND (quota_id - " + FIRST_OPENING + ") * " + PER_OPENING + " + number - 1 < "
                                + more + ") s");
                there += more;
            }
            statement.execute("ANALYZE TABLE ticket");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String row(String i) {
        String opening = FIRST_OPENING + " + FLOOR((" + i + ") / " + PER_OPENING + ")";
        return opening + ", CONCAT('m-', MOD(" + i + ", " + PER_OPENING + ")), " + opening + ", MOD(" + i + ", "
                + PER_OPENING + ") + 1, UNHEX(LPAD(HEX(" + i + "), 32, '0')), LPAD(HEX(" + i
                + "), 19, '0'), '2020-01-01'";
    }
}
