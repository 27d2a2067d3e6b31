package boxoffice.domain.claim;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Window;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that the rule needs to know about one opening, read while its row is locked.
 *
 * @param now the database's clock
 * @param stocks one for each quota
 * @param held the tickets that members of the batch hold already
 * @param returned tickets that an earlier attempt at these very claims stored, and that were given back since
 * @param isFrozen whether nothing is granted until it is resumed
 */
public record LedgerFacts(
        OpeningId opening,
        Window window,
        Instant now,
        List<Stock> stocks,
        Map<MemberId, HeldTicket> held,
        Map<TicketKey, Ticket> returned,
        boolean isFrozen) {

    public LedgerFacts {
        stocks = List.copyOf(stocks);
        held = Map.copyOf(held);
        returned = Map.copyOf(returned);
    }

    /** For claims that were never attempted before, at an opening that is not frozen. */
    public LedgerFacts(
            OpeningId opening, Window window, Instant now, List<Stock> stocks, Map<MemberId, HeldTicket> held) {
        this(opening, window, now, stocks, held, Map.of(), false);
    }

    /** The same with other holders. */
    public LedgerFacts withHeld(Map<MemberId, HeldTicket> holders) {
        return new LedgerFacts(opening, window, now, stocks, holders, returned, isFrozen);
    }

    /** The same, frozen. */
    public LedgerFacts frozen() {
        return new LedgerFacts(opening, window, now, stocks, held, returned, true);
    }
}
