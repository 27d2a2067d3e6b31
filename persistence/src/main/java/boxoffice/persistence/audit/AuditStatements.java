package boxoffice.persistence.audit;

import boxoffice.persistence.pool.WriterSession;

/** The SQL of the audit, all constant. It only reads, and locks nothing. */
final class AuditStatements {

    /** Seconds since the end, openings at most: the quotas of those that are open or have ended lately, not frozen. */
    static final String LISTED = "SELECT o.id, q.id, q.issued, q.highest_number, q.version "
            + "FROM (SELECT id FROM opening WHERE closes_at > UTC_TIMESTAMP(6) - INTERVAL ? SECOND "
            + "AND opens_at <= UTC_TIMESTAMP(6) AND frozen_at IS NULL ORDER BY closes_at LIMIT ?) o "
            + "JOIN quota q ON q.opening_id = o.id";

    /** Opening: the same of one, frozen or not. */
    static final String QUOTAS =
            "SELECT q.opening_id, q.id, q.issued, q.highest_number, q.version FROM quota q WHERE q.opening_id = ?";

    /**
     * Opening, then three times quota, from and to, then quota: the quota, and what is held and free of its numbers in
     * this range. One statement, so all of it is of one moment.
     */
    static final String TALLY = "SELECT q.name, q.size, q.issued, q.highest_number, q.version, "
            + "h.held, h.numbers, h.lowest, h.highest, h.strangers, w.twins, f.freed, f.lowest, f.highest, f.held "
            + "FROM quota q "
            + "JOIN (SELECT COUNT(*) AS held, COUNT(DISTINCT t.number) AS numbers, COALESCE(MIN(t.number), 1) AS lowest, "
            + "COALESCE(MAX(t.number), 0) AS highest, COUNT(CASE WHEN t.opening_id <> ? THEN 1 END) AS strangers "
            + "FROM ticket t WHERE t.quota_id = ? AND t.number BETWEEN ? AND ?) h "
            + "JOIN (SELECT COUNT(*) AS twins FROM ticket a STRAIGHT_JOIN ticket b "
            + "ON b.member_id = a.member_id AND b.opening_id = a.opening_id "
            + "WHERE a.quota_id = ? AND a.number BETWEEN ? AND ? AND (b.quota_id <> a.quota_id OR b.number <> a.number)) w "
            + "JOIN (SELECT COUNT(*) AS freed, COALESCE(MIN(n.number), 1) AS lowest, COALESCE(MAX(n.number), 0) AS highest, "
            + "COUNT(s.number) AS held FROM freed_number n LEFT JOIN ticket s ON s.quota_id = n.quota_id AND s.number = n.number "
            + "WHERE n.quota_id = ? AND n.number BETWEEN ? AND ?) f "
            + "WHERE q.id = ?";

    /** From, at most: quotas that do not exist and of which there are tickets, each with the opening of one of them. */
    static final String LOST =
            "SELECT d.quota_id, (SELECT l.opening_id FROM ticket l WHERE l.quota_id = d.quota_id LIMIT 1) "
                    + "FROM (SELECT DISTINCT t.quota_id FROM ticket t WHERE t.quota_id >= ?) d LEFT JOIN quota q ON q.id = d.quota_id "
                    + "WHERE q.id IS NULL LIMIT ?";

    static final String IS_WRITER = "SELECT " + WriterSession.ACCEPTS_WRITES;

    private AuditStatements() {}
}
