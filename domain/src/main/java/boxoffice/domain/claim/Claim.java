package boxoffice.domain.claim;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.domain.ticket.TicketSecret;
import java.time.Instant;

/**
 * A member's wish for a ticket of an opening.
 *
 * @param key the claim's identity over all attempts
 * @param secret what nobody can guess of the ticket's code if it is granted
 */
public record Claim(MemberId member, QuotaChoice choice, TicketKey key, TicketSecret secret) {

    /** What the claim becomes if it is granted this number. */
    public Ticket ticket(OpeningId opening, QuotaId quota, int number, Instant claimedAt) {
        return new Ticket(
                new TicketId(opening, key), quota, member, number, TicketCode.of(quota, number, secret), claimedAt);
    }
}
