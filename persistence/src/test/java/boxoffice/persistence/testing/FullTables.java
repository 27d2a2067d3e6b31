package boxoffice.persistence.testing;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import java.sql.SQLException;

/** Tables as they are after a year: many openings, 100,000 tickets, half of them of one opening. */
public final class FullTables {

    private static final int TICKETS = 100_000;
    private static final int OPENINGS = 1_000;

    private final long bigOpening;
    private final long bigQuota;

    /** @param sql on an empty, migrated database of its own */
    public FullTables(Sql sql, boolean mariaDb) throws SQLException {
        String deepRecursion = mariaDb
                ? "SET SESSION max_recursive_iterations = 1000000"
                : "SET SESSION cte_max_recursion_depth = 1000000";
        String numbers =
                "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i FROM n) n";
        try (var connection = sql.connect();
                var statement = connection.createStatement()) {
            statement.execute(deepRecursion);
            statement.execute("INSERT INTO opening (title, movie, announces_at, opens_at, closes_at, revision) "
                    + "SELECT CONCAT('full ', n.i), 'm', UTC_TIMESTAMP() - INTERVAL 400 DAY, UTC_TIMESTAMP() - INTERVAL (n.i + 20) DAY, "
                    + "UTC_TIMESTAMP() - INTERVAL (n.i + 10) DAY, 1 FROM " + numbers.formatted(OPENINGS));
            statement.execute("INSERT INTO quota (opening_id, position, name, size, issued, highest_number) "
                    + "SELECT id, 0, 'q', 1000000, 0, 0 FROM opening WHERE title LIKE 'full %'");
        }
        bigOpening = sql.number("SELECT MIN(id) FROM opening WHERE title LIKE 'full %'");
        bigQuota = sql.number("SELECT id FROM quota WHERE opening_id = ?", bigOpening);
        try (var connection = sql.connect();
                var statement = connection.createStatement()) {
            statement.execute(deepRecursion);
            statement.execute(
                    tickets(numbers.formatted(TICKETS / 2), Long.toString(bigOpening), Long.toString(bigQuota), "n.i"));
            statement.execute(tickets(
                    numbers.formatted(TICKETS / 2),
                    bigOpening + " + 1 + MOD(n.i, " + (OPENINGS - 1) + ")",
                    "(SELECT q.id FROM quota q WHERE q.opening_id = " + bigOpening + " + 1 + MOD(n.i, " + (OPENINGS - 1)
                            + ") LIMIT 1)",
                    "1 + FLOOR(n.i / " + (OPENINGS - 1) + ")"));
            statement.execute("INSERT INTO earlier_code SELECT code, quota_id, number FROM ticket");
            statement.execute("INSERT INTO freed_number SELECT " + bigQuota + " + MOD(n.i, " + OPENINGS
                    + "), 900000 + n.i FROM " + numbers.formatted(20_000));
            statement.execute("INSERT INTO returned_ticket SELECT " + bigOpening
                    + ", CONCAT('gone-', n.i), UNHEX(LEFT(SHA2(n.i, 256), 32)), UTC_TIMESTAMP(6), " + bigQuota
                    + ", n.i, UTC_TIMESTAMP(6) FROM "
                    + numbers.formatted(10_000));
            statement.execute("INSERT INTO subscription SELECT CONCAT('m-', n.i), CONCAT(n.i, '@example.org'), "
                    + "UTC_TIMESTAMP() - INTERVAL n.i SECOND FROM " + numbers.formatted(5_000));
            statement.execute("INSERT INTO notice (opening_id, kind, occasion, due_at, ends_at, content, handed_out) "
                    + "SELECT id, 'ANNOUNCEMENT', 0, announces_at, closes_at, '{}', MOD(id, 2) FROM opening");
            statement.execute("INSERT INTO delivery SELECT 1, CONCAT('m-', n.i), '@', 0, "
                    + "UTC_TIMESTAMP() + INTERVAL n.i SECOND FROM " + numbers.formatted(5_000));
            for (String table : new String[] {
                "opening",
                "quota",
                "ticket",
                "earlier_code",
                "freed_number",
                "returned_ticket",
                "subscription",
                "notice",
                "delivery"
            }) {
                statement.execute("ANALYZE TABLE " + table);
            }
        }
    }

    public OpeningId opening() {
        return new OpeningId(bigOpening);
    }

    public QuotaId quota() {
        return new QuotaId(bigQuota);
    }

    private static String tickets(String numbers, String opening, String quota, String number) {
        return "INSERT INTO ticket SELECT " + opening + ", CONCAT('full-', n.i), " + quota + ", " + number
                + ", UNHEX(LEFT(SHA2(n.i, 256), 32)), CONCAT(LPAD(HEX(n.i), 4, '0'), '-AAAA-AAAA-AAAA'), UTC_TIMESTAMP(6), "
                + "NULL, NULL, NULL FROM " + numbers;
    }
}
