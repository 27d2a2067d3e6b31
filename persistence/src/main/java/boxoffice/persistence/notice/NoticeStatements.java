package boxoffice.persistence.notice;

/** The SQL of notices, all constant. */
final class NoticeStatements {

    /** Deliveries that one transaction writes. */
    static final int HANDED_OUT_AT_ONCE = 500;

    /** opening: those that nobody has begun to tell. */
    static final String FORGET_PLANNED = "DELETE FROM notice WHERE opening_id = ? "
            + "AND kind IN ('ANNOUNCEMENT', 'REMINDER') AND handed_out = 0 AND handed_to IS NULL";
    /** opening, kind, occasion, due, ends, content, and a time that must be ahead. */
    static final String PLAN = "INSERT INTO notice (opening_id, kind, occasion, due_at, ends_at, content) "
            + "SELECT ?, ?, ?, ?, ?, ? FROM DUAL WHERE ? > SYSDATE(6) ON DUPLICATE KEY UPDATE notice.id = notice.id";

    static final String NEXT =
            "SELECT id, COALESCE(handed_to, ''), handed_to IS NULL, ends_at <= SYSDATE(6) FROM notice "
                    + "WHERE handed_out = 0 AND due_at <= UTC_TIMESTAMP(6) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED";
    /** notice: the topic. */
    static final String HAND_TO_TOPIC =
            "INSERT INTO delivery (notice_id, member_id, address, due_at) VALUES (?, '', '', SYSDATE(6))";
    /** notice, member: to those after that member. */
    static final String HAND_TO_MEMBERS = "INSERT INTO delivery (notice_id, member_id, address, due_at) "
            + "SELECT ?, s.member_id, s.email, SYSDATE(6) FROM subscription s WHERE s.member_id > ? "
            + "ORDER BY s.member_id LIMIT " + HANDED_OUT_AT_ONCE;
    /** notice, member: the last of those. */
    static final String LAST_HANDED = "SELECT MAX(member_id) FROM delivery WHERE notice_id = ? AND member_id > ?";
    /** member, whether that is all, notice. */
    static final String HANDED = "UPDATE notice SET handed_to = ?, handed_out = ? WHERE id = ?";

    static final String DUE =
            "SELECT notice_id, member_id, address, attempts FROM delivery WHERE due_at <= UTC_TIMESTAMP(6) "
                    + "ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED";
    /** seconds, notice, member. */
    static final String LEASE = "UPDATE delivery SET due_at = SYSDATE(6) + INTERVAL ? SECOND, attempts = attempts + 1 "
            + "WHERE notice_id = ? AND member_id = ?";

    static final String CONTENT = "SELECT opening_id, kind, content, ends_at <= SYSDATE(6) FROM notice WHERE id = ?";
    /** seconds, notice, member. */
    static final String AGAIN =
            "UPDATE delivery SET due_at = SYSDATE(6) + INTERVAL ? SECOND WHERE notice_id = ? AND member_id = ?";

    static final String DONE = "DELETE FROM delivery WHERE notice_id = ? AND member_id = ?";
    static final String COUNT_TOLD = "UPDATE notice SET told = told + 1 WHERE id = ?";
    static final String COUNT_GIVEN_UP = "UPDATE notice SET given_up = given_up + 1 WHERE id = ?";

    /** member, email, email. */
    static final String SUBSCRIBE =
            "INSERT INTO subscription (member_id, email, subscribed_at) VALUES (?, ?, SYSDATE(6)) "
                    + "ON DUPLICATE KEY UPDATE email = ?, subscribed_at = SYSDATE(6)";

    static final String UNSUBSCRIBE = "DELETE FROM subscription WHERE member_id = ?";
    static final String SUBSCRIPTION = "SELECT email FROM subscription WHERE member_id = ?";

    private NoticeStatements() {}
}
