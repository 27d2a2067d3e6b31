package boxoffice.persistence.claim;

import boxoffice.persistence.pool.WriterSession;

/** The SQL by which an opening is read without locking it. */
final class CertaintyStatements {

    /** Opening: the columns of {@link ClaimStatements#lock()}, and whether the server accepts writes. */
    static final String OPENING = ClaimStatements.STANDARD
            .lock()
            .replace(" FOR UPDATE", "")
            .replace(" FROM opening o", ", " + WriterSession.ACCEPTS_WRITES + " FROM opening o");

    /** Opening, limit: a hash of each member with a ticket. */
    static final String HOLDERS =
            "SELECT CRC32(t.member_id) FROM quota q JOIN ticket t ON t.quota_id = q.id WHERE q.opening_id = ? LIMIT ?";

    private CertaintyStatements() {}
}
