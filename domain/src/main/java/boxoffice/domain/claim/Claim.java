package boxoffice.domain.claim;

import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketKey;

/**
 * A member's wish for a ticket of an opening.
 *
 * @param key the claim's identity over all attempts
 * @param code what the ticket's code will be if it is granted
 */
public record Claim(MemberId member, QuotaChoice choice, TicketKey key, TicketCode code) {}
