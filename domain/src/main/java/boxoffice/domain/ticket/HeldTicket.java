package boxoffice.domain.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * A ticket with what became of it at the door.
 *
 * @param redeemedAt empty where nobody has come with it yet
 */
public record HeldTicket(Ticket ticket, Optional<Instant> redeemedAt) {

    /** Nobody has come with it yet. */
    public HeldTicket(Ticket ticket) {
        this(ticket, Optional.empty());
    }
}
