package boxoffice.persistence.ticket;

import boxoffice.domain.ticket.Ticket;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket with what became of it at the door.
 *
 * @param redeemedAt null where nobody has come with it yet
 */
public record HeldTicket(Ticket ticket, @Nullable Instant redeemedAt) {}
