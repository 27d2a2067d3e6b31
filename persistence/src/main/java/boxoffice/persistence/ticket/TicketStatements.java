package boxoffice.persistence.ticket;

/**
 * The SQL of tickets after the claim, all constant. A ticket is named by opening, member and key in hex, in this order.
 */
final class TicketStatements {

    /** More than a member can gather in years of openings; the newest are shown. */
    static final int SHOWN_MAX = 500;

    static final String HELD_BY_MEMBER =
            "SELECT member_id, quota_id, number, HEX(ticket_key), code, claimed_at, opening_id, redeemed_at FROM ticket "
                    + "WHERE member_id = ? ORDER BY opening_id DESC LIMIT " + SHOWN_MAX;
    static final String LOCK = "SELECT id FROM opening WHERE id = ? FOR UPDATE";
    static final String HELD_TICKET =
            "SELECT t.quota_id, t.number, q.version, t.redeemed_at FROM ticket t JOIN quota q ON q.id = t.quota_id "
                    + "WHERE t.opening_id = ? AND t.member_id = ? AND t.ticket_key = UNHEX(?)";
    static final String GIVEN_BACK =
            "SELECT 1 FROM returned_ticket WHERE opening_id = ? AND member_id = ? AND ticket_key = UNHEX(?) LIMIT 1";
    static final String REMEMBER =
            "INSERT INTO returned_ticket (opening_id, member_id, ticket_key, returned_at, quota_id, number, claimed_at) "
                    + "SELECT opening_id, member_id, ticket_key, UTC_TIMESTAMP(6), quota_id, number, claimed_at "
                    + "FROM ticket WHERE opening_id = ? AND member_id = ? AND ticket_key = UNHEX(?)";
    /** Never one that has been redeemed, whatever has happened since it was looked at. */
    static final String DELETE = "DELETE FROM ticket WHERE opening_id = ? AND member_id = ? AND ticket_key = UNHEX(?) "
            + "AND redeemed_at IS NULL";

    /** quota, number, code */
    static final String BY_CODE = "SELECT member_id, quota_id, number, HEX(ticket_key), code, claimed_at, opening_id, "
            + "redeemed_at, redemption_attempt FROM ticket WHERE quota_id = ? AND number = ? AND code = ?";
    /** Where a ticket is whose code is from before codes told their place. */
    static final String EARLIER_PLACE = "SELECT quota_id, number FROM earlier_code WHERE code = ?";
    /** by, attempt, then the ticket: counts only for the first. */
    static final String REDEEM =
            "UPDATE ticket SET redeemed_at = UTC_TIMESTAMP(6), redeemed_by = ?, redemption_attempt = ? "
                    + "WHERE quota_id = ? AND number = ? AND code = ? AND redeemed_at IS NULL";

    static final String AFTER_NUMBER =
            "SELECT member_id, quota_id, number, HEX(ticket_key), code, claimed_at, opening_id, redeemed_at "
                    + "FROM ticket WHERE quota_id = ? AND number > ? ORDER BY number LIMIT " + TicketRegister.PAGE;
    /** opening, opening: notes that a place becomes free where there was none; otherwise changes nothing. */
    static final String REOPEN = "UPDATE opening SET changed_at = SYSDATE(6) WHERE id = ? "
            + "AND NOT EXISTS (SELECT 1 FROM quota q WHERE q.opening_id = ? AND q.issued < q.size)";

    static final String FREE = "INSERT INTO freed_number (quota_id, number) VALUES (?, ?)";
    /**
     * quota, version, quota, number, then the ticket, quota, number: counts down only if all the rest is in this
     * transaction.
     */
    static final String COUNT =
            "UPDATE quota SET issued = issued - 1, version = version + 1 WHERE id = ? AND version = ? "
                    + "AND EXISTS (SELECT 1 FROM freed_number f WHERE f.quota_id = ? AND f.number = ?) "
                    + "AND EXISTS (SELECT 1 FROM returned_ticket r WHERE r.opening_id = ? AND r.member_id = ? AND r.ticket_key = UNHEX(?)) "
                    + "AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.quota_id = ? AND t.number = ?)";

    private TicketStatements() {}
}
