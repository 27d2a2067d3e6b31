package boxoffice.persistence.claim;

/**
 * The SQL of the claim transaction, in the order it is run. Every text is constant, so that each is prepared once for a
 * connection; a whole batch travels as one JSON parameter. In the intersection of MySQL 8.0 and MariaDB.
 *
 * <p>The rows of a batch are {@code [[quota, number, code, key in hex, member], …]}: a server looks for each column
 * from the beginning of a row, so names would cost it a sixth more, and the longest stands last. The proof is a ticket
 * of the batch: quota, number, key in hex. One is enough, because a server undoes a statement, or a transaction, as a
 * whole or not at all.
 *
 * @param lock opening: locks the opening's row until the end and reads its quotas. SYSDATE is the clock after the wait
 *     for the lock; UTC_TIMESTAMP would be the one before it
 * @param holders members, opening: who of the batch holds a ticket, and whether somebody came with it
 * @param freed quota, limit: the lowest free numbers that were given back
 * @param insert rows, opening, claimed at: the tickets
 * @param takeFreed rows: numbers that were free are so no more
 * @param compareAndSet issued, highest number, quota, version, proof: moves the quota's count if it is still the one
 *     that was read and the batch's tickets are in this very transaction
 * @param readBack proof: a row if the batch is durable
 */
record ClaimStatements(
        String lock,
        String holders,
        String freed,
        String insert,
        String takeFreed,
        String compareAndSet,
        String readBack) {

    /** The key that allows a member one ticket of an opening. */
    static final String ONE_TICKET = "one_ticket";

    private static final String ROWS = "JSON_TABLE(?, '$[*]' COLUMNS ("
            + "q BIGINT PATH '$[0]', n INT PATH '$[1]', c CHAR(19) PATH '$[2]', "
            + "k CHAR(32) PATH '$[3]', m VARCHAR(255) PATH '$[4]')) j";

    /** Whether a ticket of the batch is there: one tells of all, which were stored by one statement. */
    private static final String PROOF =
            "SELECT 1 FROM ticket t WHERE t.quota_id = ? AND t.number = ? AND t.ticket_key = UNHEX(?)";

    static final ClaimStatements STANDARD = new ClaimStatements(
            "SELECT o.announces_at, o.opens_at, o.closes_at, SYSDATE(6), "
                    + "q.id, q.name, q.size, q.issued, q.highest_number, q.version, q.position, o.changed_at, o.frozen_at "
                    + "FROM opening o JOIN quota q ON q.opening_id = o.id WHERE o.id = ? FOR UPDATE",
            "SELECT t.member_id, t.quota_id, t.number, HEX(t.ticket_key), t.code, t.claimed_at, t.redeemed_at "
                    + "FROM JSON_TABLE(?, '$[*]' COLUMNS (m VARCHAR(255) PATH '$')) j "
                    + "STRAIGHT_JOIN ticket t ON t.opening_id = ? AND t.member_id = j.m COLLATE utf8mb4_bin",
            "SELECT number FROM freed_number WHERE quota_id = ? ORDER BY number LIMIT ?",
            "INSERT INTO ticket (opening_id, member_id, quota_id, number, ticket_key, code, claimed_at) "
                    + "SELECT ?, j.m, j.q, j.n, UNHEX(j.k), j.c, ? FROM " + ROWS,
            "DELETE f FROM " + ROWS + " STRAIGHT_JOIN freed_number f ON f.quota_id = j.q AND f.number = j.n",
            "UPDATE quota SET issued = ?, highest_number = ?, version = version + 1 WHERE id = ? AND version = ? AND EXISTS ("
                    + PROOF + ")",
            PROOF);
}
