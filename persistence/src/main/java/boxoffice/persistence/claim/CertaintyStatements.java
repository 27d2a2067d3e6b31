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
    static final String HOLDERS = "SELECT CRC32(member_id) FROM ticket WHERE opening_id = ? LIMIT ?";

    private CertaintyStatements() {}
}
