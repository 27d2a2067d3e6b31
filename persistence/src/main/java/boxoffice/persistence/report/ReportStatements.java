package boxoffice.persistence.report;

/** The SQL of reports, all constant. */
final class ReportStatements {

    /** More processes than ever serve one opening. */
    static final int TALLIES_MAX = 10_000;

    /** opening, tally, outcomes, latencies, outcomes, latencies. */
    static final String REMEMBER =
            "INSERT INTO claim_tally (opening_id, tally_id, counted_at, outcomes, latencies) VALUES (?, ?, SYSDATE(6), ?, ?) "
                    + "ON DUPLICATE KEY UPDATE counted_at = SYSDATE(6), outcomes = ?, latencies = ?";

    static final String TALLIES =
            "SELECT outcomes, latencies FROM claim_tally WHERE opening_id = ? LIMIT " + TALLIES_MAX;

    /** opening, process, members, members. */
    static final String WATCHED =
            "INSERT INTO watchers (opening_id, process_id, members, seen_at) VALUES (?, ?, ?, SYSDATE(6)) "
                    + "ON DUPLICATE KEY UPDATE members = ?, seen_at = SYSDATE(6)";

    static final String UNWATCHED = "DELETE FROM watchers WHERE opening_id = ? AND process_id = ?";

    /** Of processes that ended without a word. */
    static final String FORGET_WATCHERS =
            "DELETE FROM watchers WHERE opening_id = ? AND seen_at < SYSDATE(6) - INTERVAL 1 MINUTE";

    static final String WATCHING =
            "SELECT COALESCE(SUM(members), 0) FROM watchers WHERE opening_id = ? AND seen_at > SYSDATE(6) - INTERVAL "
                    + WatcherBook.BELIEVED.toSeconds() + " SECOND";

    static final String HELD = "SELECT COUNT(*), COUNT(t.redeemed_at), MIN(t.claimed_at), MAX(t.claimed_at) "
            + "FROM quota q JOIN ticket t ON t.quota_id = q.id WHERE q.opening_id = ?";
    static final String RETURNED = "SELECT COUNT(*) FROM returned_ticket WHERE opening_id = ?";

    private static final String GRANTS =
            "SELECT t.claimed_at AS at, 1 AS step FROM quota q JOIN ticket t ON t.quota_id = q.id WHERE q.opening_id = ? "
                    + "UNION ALL SELECT r.claimed_at, 1 FROM returned_ticket r WHERE r.opening_id = ?";

    /** opening, opening: the second in which most tickets were granted, those given back later too, and how many. */
    static final String BUSIEST = "SELECT TIMESTAMPDIFF(SECOND, '1970-01-01', g.at) AS s, COUNT(*) AS granted FROM ("
            + GRANTS + ") g GROUP BY s ORDER BY granted DESC, s LIMIT 1";

    /** opening, opening, opening, size: when so many were held for the first time. */
    static final String SOLD_OUT = "SELECT MIN(e.at) FROM (SELECT d.at, "
            + "SUM(d.step) OVER (ORDER BY d.at, d.step ROWS UNBOUNDED PRECEDING) AS held FROM (" + GRANTS
            + " UNION ALL SELECT b.returned_at, -1 FROM returned_ticket b WHERE b.opening_id = ?) d) e WHERE e.held >= ?";

    private ReportStatements() {}
}
