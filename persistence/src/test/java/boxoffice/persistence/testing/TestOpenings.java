package boxoffice.persistence.testing;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Openings made by plain SQL, and what the tables say of them afterwards. */
public final class TestOpenings {

    /** An opening and its quotas, in order. */
    public record TestOpening(OpeningId id, List<QuotaId> quotas) {}

    private final Sql sql;

    public TestOpenings(Sql sql) {
        this.sql = sql;
    }

    /** Opened a minute ago, closes in an hour, with one quota for each size. */
    public TestOpening open(int... sizes) throws SQLException {
        return at(-1, 60, sizes);
    }

    /** Opens and closes so many minutes from now, by the database's clock; was announced a week before. */
    public TestOpening at(int opensInMinutes, int closesInMinutes, int... sizes) throws SQLException {
        long id;
        List<QuotaId> quotas = new ArrayList<>();
        try (var connection = sql.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO opening (title, movie, announces_at, opens_at, closes_at, revision) SELECT 'a test', 'a movie', "
                            + "UTC_TIMESTAMP(6) - INTERVAL 7 DAY, UTC_TIMESTAMP(6) + INTERVAL " + opensInMinutes
                            + " MINUTE, UTC_TIMESTAMP(6) + INTERVAL " + closesInMinutes + " MINUTE, 1");
            id = lastId(statement);
            for (int i = 0; i < sizes.length; i++) {
                statement.execute("INSERT INTO quota (opening_id, position, name, size) VALUES (" + id + ", " + i
                        + ", 'quota " + i + "', " + sizes[i] + ")");
                quotas.add(new QuotaId(lastId(statement)));
            }
        }
        return new TestOpening(new OpeningId(id), List.copyOf(quotas));
    }

    /** Everything in the tables that contradicts the promise; empty when all is well. */
    public List<String> faults(OpeningId opening) throws SQLException {
        List<String> faults = new ArrayList<>();
        String quotas = " FROM quota q WHERE q.opening_id = ? ";
        String held = "(SELECT COUNT(*) FROM ticket t WHERE t.quota_id = q.id)";
        String freed = "(SELECT COUNT(*) FROM freed_number f WHERE f.quota_id = q.id)";
        check(faults, "a quota is oversold", "SELECT COUNT(*)" + quotas + "AND " + held + " > q.size", opening);
        check(
                faults,
                "a counter differs from its rows",
                "SELECT COUNT(*)" + quotas + "AND " + held + " <> q.issued",
                opening);
        check(
                faults,
                "the numbers have a gap",
                "SELECT COUNT(*)" + quotas + "AND " + held + " + " + freed + " <> q.highest_number",
                opening);
        check(
                faults,
                "a number is held twice",
                "SELECT COUNT(*) FROM (SELECT quota_id FROM ticket WHERE opening_id = ? GROUP BY quota_id, number HAVING COUNT(*) > 1) x",
                opening);
        check(
                faults,
                "a member holds two",
                "SELECT COUNT(*) FROM (SELECT member_id FROM ticket WHERE opening_id = ? GROUP BY member_id HAVING COUNT(*) > 1) x",
                opening);
        return faults;
    }

    public long held(OpeningId opening) throws SQLException {
        return sql.number("SELECT COUNT(*) FROM ticket WHERE opening_id = ?", opening.value());
    }

    private void check(List<String> faults, String fault, String count, OpeningId opening) throws SQLException {
        if (sql.number(count, opening.value()) > 0) {
            faults.add(fault);
        }
    }

    private static long lastId(java.sql.Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT LAST_INSERT_ID()")) {
            if (!rows.next()) {
                throw new SQLException("no id");
            }
            return rows.getLong(1);
        }
    }
}
