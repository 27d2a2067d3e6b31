/**
 * Tickets after the claim: what a member holds ({@link boxoffice.persistence.ticket.Tickets}, read from a reader and
 * true at once for who just got one) and giving one back ({@link boxoffice.persistence.ticket.TicketReturns}, decided
 * on the writer).
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.ticket;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
