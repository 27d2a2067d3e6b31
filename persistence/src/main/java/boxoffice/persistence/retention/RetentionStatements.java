package boxoffice.persistence.retention;

/**
 * The SQL of forgetting, all constant. A stand-in begins with a blank, which no member's id does, and is drawn anew for
 * each row: it leads neither back to a member nor from one row to another.
 */
final class RetentionStatements {

    static final int ROWS_MAX = 500;

    private static final String STAND_IN = "CONCAT(' ', UUID())";
    private static final String IS_MEMBER = "member_id NOT LIKE ' %'";

    /** days: the one that has waited longest. */
    static final String NEXT =
            "SELECT id FROM opening WHERE forgotten_at IS NULL AND closes_at < UTC_TIMESTAMP(6) - INTERVAL ? DAY "
                    + "ORDER BY closes_at LIMIT 1";
    /** Behind the lock that claims and returns take. */
    static final String LOCK =
            "SELECT forgotten_at IS NULL AND closes_at < UTC_TIMESTAMP(6) - INTERVAL ? DAY FROM opening "
                    + "WHERE id = ? FOR UPDATE";

    static final String QUOTAS = "SELECT q.id FROM quota q WHERE q.opening_id = ? ORDER BY q.id";

    /** quota, after that number. */
    static final String LAST_OF_BATCH = "SELECT MAX(b.number) FROM (SELECT number FROM ticket WHERE quota_id = ? "
            + "AND number > ? ORDER BY number LIMIT " + ROWS_MAX + ") b";
    /** quota, after that number, to that one. */
    static final String FORGET_HOLDERS = "UPDATE ticket SET member_id = " + STAND_IN + ", redeemed_by = NULL "
            + "WHERE quota_id = ? AND number > ? AND number <= ? AND " + IS_MEMBER;

    static final String FORGET_RETURNERS = "UPDATE returned_ticket SET member_id = " + STAND_IN
            + " WHERE opening_id = ? AND " + IS_MEMBER + " LIMIT " + ROWS_MAX;
    static final String FORGET_NOTICES = "DELETE FROM notice WHERE opening_id = ?";
    /** opening: deliveries of its notices. */
    static final String FORGET_DELIVERIES =
            "DELETE FROM delivery WHERE notice_id IN (SELECT n.id FROM notice n WHERE n.opening_id = ?)";

    /** opening, opening: how many rows name a member, and how many a stand-in. */
    static final String COUNT = "SELECT SUM(c.named), SUM(c.forgotten) FROM ("
            + "SELECT COUNT(CASE WHEN t.member_id NOT LIKE ' %' THEN 1 END) AS named, "
            + "COUNT(CASE WHEN t.member_id LIKE ' %' THEN 1 END) AS forgotten "
            + "FROM quota q JOIN ticket t ON t.quota_id = q.id WHERE q.opening_id = ? "
            + "UNION ALL SELECT COUNT(CASE WHEN r.member_id NOT LIKE ' %' THEN 1 END), "
            + "COUNT(CASE WHEN r.member_id LIKE ' %' THEN 1 END) FROM returned_ticket r WHERE r.opening_id = ?) c";

    static final String FORGOTTEN =
            "UPDATE opening SET forgotten_at = SYSDATE(6) WHERE id = ? AND forgotten_at IS NULL";

    /** days. */
    static final String FORGET_SUBSCRIBERS =
            "DELETE FROM subscription WHERE subscribed_at < UTC_TIMESTAMP(6) - INTERVAL ? DAY "
                    + "ORDER BY subscribed_at LIMIT " + ROWS_MAX;

    private RetentionStatements() {}
}
