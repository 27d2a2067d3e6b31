/** What a member gets: a {@link boxoffice.domain.ticket.Ticket} with a number for people and a code for the door. */
package boxoffice.domain.ticket;
