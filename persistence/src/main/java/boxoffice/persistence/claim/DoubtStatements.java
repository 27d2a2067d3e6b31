package boxoffice.persistence.claim;

/** The SQL by which the repetition of a batch learns what became of an attempt whose end is not known. */
final class DoubtStatements {

    /**
     * {@code [{"m":member,"k":key in hex}, …]}, opening: those of a batch's tickets that were stored and have been
     * given back since.
     */
    static final String RETURNED = "SELECT r.member_id, r.quota_id, r.number, HEX(r.ticket_key), r.claimed_at "
            + "FROM JSON_TABLE(?, '$[*]' COLUMNS (m VARCHAR(255) PATH '$.m', k CHAR(32) PATH '$.k')) j "
            + "STRAIGHT_JOIN returned_ticket r ON r.opening_id = ? AND r.member_id = j.m COLLATE utf8mb4_bin "
            + "AND r.ticket_key = UNHEX(j.k)";

    private DoubtStatements() {}
}
