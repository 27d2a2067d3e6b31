package boxoffice.domain.ticket;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import java.time.Instant;

/**
 * One place, held by one member.
 *
 * @param number 1 to the quota's size; no two tickets of a quota have the same
 * @param claimedAt by the database's clock, microseconds
 */
public record Ticket(TicketId id, QuotaId quota, MemberId member, int number, TicketCode code, Instant claimedAt) {

    public OpeningId opening() {
        return id.opening();
    }
}
