package boxoffice.persistence.ticket;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketCode.Place;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.OvertakenException;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterSession;
import boxoffice.persistence.ticket.Redemption.NoSuchTicket;
import boxoffice.persistence.ticket.Redemption.Redeemed;
import boxoffice.persistence.ticket.Redemption.RedeemedBefore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/**
 * Lets holders in, each ticket once: decided on the writer by one conditional change of the ticket's own row, so that
 * of two doors one learns that it is second, and a ticket that is given back meanwhile lets nobody in.
 *
 * <p>Safe from any thread. Fails with {@link OutcomeUnknownException} when it is open whether the ticket is redeemed;
 * the same attempt sent again tells.
 */
public final class Redemptions {

    private final WriterPool writer;

    public Redemptions(WriterPool writer) {
        this.writer = writer;
    }

    /** @param attempt chosen by the door, the same when it sends the same thing again */
    public Future<Redemption> redeem(TicketCode code, MemberId staff, String attempt) {
        return code.place()
                .map(told -> redeem(told, code, staff, attempt)
                        .compose(redemption -> redemption instanceof NoSuchTicket
                                ? redeemEarlier(code, staff, attempt)
                                : Future.succeededFuture(redemption)))
                .orElseGet(() -> Future.succeededFuture(new NoSuchTicket()));
    }

    private Future<Redemption> redeemEarlier(TicketCode code, MemberId staff, String attempt) {
        return writer.transaction(session -> session.run(TicketStatements.EARLIER_PLACE, Tuple.of(code.value())))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.succeededFuture(new NoSuchTicket());
                    }
                    Row row = rows.iterator().next();
                    Place earlier = new Place(new QuotaId(row.getLong(0)), row.getInteger(1));
                    return redeem(earlier, code, staff, attempt);
                });
    }

    private Future<Redemption> redeem(Place place, TicketCode code, MemberId staff, String attempt) {
        Tuple ticket = Tuple.of(place.quota().value(), place.number(), code.value());
        return writer.transaction(session -> found(session, ticket)
                        .compose(rows -> rows.size() == 0
                                ? Future.succeededFuture(rows)
                                : redeem(session, ticket, staff, attempt)))
                .compose(rows -> outcome(rows, ticket, attempt));
    }

    private static Future<RowSet<Row>> redeem(WriterSession session, Tuple ticket, MemberId staff, String attempt) {
        Tuple arguments = Tuple.of(staff.value(), attempt, ticket.getValue(0), ticket.getValue(1), ticket.getValue(2));
        return session.run(TicketStatements.REDEEM, arguments).compose(redeemed -> found(session, ticket));
    }

    private Future<Redemption> outcome(RowSet<Row> rows, Tuple ticket, String attempt) {
        if (rows.size() == 0) {
            return Future.succeededFuture(new NoSuchTicket());
        }
        Row row = rows.iterator().next();
        HeldTicket held = held(row);
        return attempt.equals(row.getString(8))
                ? proven(ticket, attempt).map(new Redeemed(held))
                : Future.succeededFuture(new RedeemedBefore(held));
    }

    /** A server may roll back without a word and still answer COMMIT with success: look before the door opens. */
    private Future<Void> proven(Tuple ticket, String attempt) {
        return writer.transaction(session -> found(session, ticket))
                .compose(rows -> rows.size() == 1
                                && attempt.equals(rows.iterator().next().getString(8))
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture(new OvertakenException("the redemption is not there after COMMIT")))
                .recover(failure -> Future.failedFuture(new OutcomeUnknownException(failure)));
    }

    private static Future<RowSet<Row>> found(WriterSession session, Tuple ticket) {
        return session.run(TicketStatements.BY_CODE, ticket);
    }

    /** A row with the columns of {@link TicketRows}, then opening_id and redeemed_at. */
    static HeldTicket held(Row row) {
        return TicketRows.held(new OpeningId(row.getLong(6)), row, 7);
    }
}
