package boxoffice.persistence.ticket;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Optional;

/** Tickets out of rows whose first columns are member_id, quota_id, number, HEX(ticket_key), code, claimed_at. */
public final class TicketRows {

    /** Stands for a member who has been forgotten, whoever that was. */
    private static final MemberId FORGOTTEN = new MemberId("forgotten");

    private TicketRows() {}

    public static Ticket ticket(OpeningId opening, Row row) {
        return new Ticket(
                new TicketId(opening, TicketKey.fromHex(row.getString(3))),
                new QuotaId(row.getLong(1)),
                member(row.getString(0)),
                row.getInteger(2),
                new TicketCode(row.getString(4)),
                row.getLocalDateTime(5).toInstant(ZoneOffset.UTC));
    }

    /** @param redeemedAt the column that tells it */
    public static HeldTicket held(OpeningId opening, Row row, int redeemedAt) {
        return new HeldTicket(
                ticket(opening, row),
                Optional.ofNullable(row.getLocalDateTime(redeemedAt)).map(at -> at.toInstant(ZoneOffset.UTC)));
    }

    /** A stand-in begins with a blank, which no member's id does. */
    private static MemberId member(String stored) {
        return stored.startsWith(" ") ? FORGOTTEN : new MemberId(stored);
    }
}
