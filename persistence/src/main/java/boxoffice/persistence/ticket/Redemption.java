package boxoffice.persistence.ticket;

import boxoffice.domain.ticket.HeldTicket;

/** What the door is told. */
public sealed interface Redemption {

    /** Let in; told again to whoever sends the same attempt again. */
    record Redeemed(HeldTicket held) implements Redemption {}

    /** A twin: somebody came with this code before. */
    record RedeemedBefore(HeldTicket held) implements Redemption {}

    /** Nobody holds a ticket with this code, or no longer. */
    record NoSuchTicket() implements Redemption {}
}
