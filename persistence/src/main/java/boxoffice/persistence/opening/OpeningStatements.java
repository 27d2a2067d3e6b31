package boxoffice.persistence.opening;

/** The SQL of openings, all constant. */
final class OpeningStatements {

    static final String INSERT_OPENING =
            "INSERT INTO opening (title, movie, announces_at, opens_at, closes_at, revision) VALUES (?, ?, ?, ?, ?, 1)";
    static final String INSERT_QUOTA = "INSERT INTO quota (opening_id, position, name, size) VALUES (?, ?, ?, ?)";

    static final String LOCK =
            "SELECT o.title, o.movie, o.announces_at, o.opens_at, o.closes_at, o.revision, SYSDATE(6), "
                    + "o.frozen_at, o.frozen_reason, o.moved_from FROM opening o WHERE o.id = ? FOR UPDATE";
    static final String LOCK_QUOTAS =
            "SELECT q.id, q.name, q.size, q.issued, q.version FROM quota q WHERE q.opening_id = ? ORDER BY q.position FOR UPDATE";
    static final String HIGHEST_HELD = "SELECT COALESCE(MAX(number), 0) FROM ticket WHERE quota_id = ?";

    static final String UPDATE_OPENING =
            "UPDATE opening SET title = ?, movie = ?, announces_at = ?, opens_at = ?, closes_at = ?, moved_from = ?, "
                    + "forgotten_at = NULL, revision = revision + 1, changed_at = SYSDATE(6) WHERE id = ? AND revision = ?";
    static final String UPDATE_QUOTA = "UPDATE quota SET position = ?, name = ?, size = ?, "
            + "highest_number = LEAST(highest_number, ?), version = version + 1 WHERE id = ? AND version = ?";
    static final String DROP_FREED_ABOVE = "DELETE FROM freed_number WHERE quota_id = ? AND number > ?";
    static final String DELETE_QUOTA = "DELETE FROM quota WHERE id = ? AND version = ? AND issued = 0";
    static final String DELETE_OPENING = "DELETE FROM opening WHERE id = ? AND revision = ?";

    /** when, reason, opening, revision. */
    static final String FREEZE =
            "UPDATE opening SET frozen_at = ?, frozen_reason = ?, revision = revision + 1 WHERE id = ? AND revision = ?";
    /** Tickets can be had that could not be had before: that is a change which {@code changed_at} tells of. */
    static final String RESUME =
            "UPDATE opening SET frozen_at = NULL, frozen_reason = NULL, revision = revision + 1, changed_at = SYSDATE(6) "
                    + "WHERE id = ? AND revision = ?";
    /** Whoever has read the quotas before decides nothing any more. */
    static final String OVERTAKE = "UPDATE quota SET version = version + 1 WHERE opening_id = ?";

    static final String REMEMBER_ACT =
            "INSERT INTO audit_log (opening_id, acted_at, actor, act, detail) VALUES (?, SYSDATE(6), ?, ?, ?)";
    static final String ACTS =
            "SELECT acted_at, actor, act, detail FROM audit_log WHERE opening_id = ? ORDER BY id DESC LIMIT ?";

    static final String READ_BACK =
            "SELECT o.revision, COUNT(q.id) FROM opening o LEFT JOIN quota q ON q.opening_id = o.id "
                    + "WHERE o.id = ? GROUP BY o.revision";

    private static final String BOARD_COLUMNS =
            "SELECT o.id, o.title, o.movie, o.announces_at, o.opens_at, o.closes_at, o.revision, "
                    + "q.id, q.name, q.size, q.issued, q.position, SYSDATE(6), o.frozen_at, o.frozen_reason, o.moved_from ";
    static final String BOARD = BOARD_COLUMNS
            + "FROM (SELECT * FROM opening WHERE closes_at > UTC_TIMESTAMP(6) - INTERVAL ? SECOND ORDER BY closes_at LIMIT ?) o "
            + "JOIN quota q ON q.opening_id = o.id";
    /** id, limit: the openings with a lower id, the newest first. */
    static final String PAGE = BOARD_COLUMNS
            + "FROM (SELECT * FROM opening WHERE id < ? ORDER BY id DESC LIMIT ?) o JOIN quota q ON q.opening_id = o.id";

    static final String ONE = BOARD_COLUMNS + "FROM opening o JOIN quota q ON q.opening_id = o.id WHERE o.id = ?";

    private OpeningStatements() {}
}
