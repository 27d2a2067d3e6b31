package boxoffice.persistence.ticket;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketCode;
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
        return writer.transaction(session -> found(session, code)
                        .compose(rows -> rows.size() == 0
                                ? Future.succeededFuture(rows)
                                : redeem(
                                        session,
                                        code,
                                        staff,
                                        attempt,
                                        rows.iterator().next())))
                .compose(rows -> outcome(rows, code, attempt));
    }

    private static Future<RowSet<Row>> redeem(
            WriterSession session, TicketCode code, MemberId staff, String attempt, Row ticket) {
        return session.run(
                        TicketStatements.REDEEM,
                        Tuple.of(staff.value(), attempt, ticket.getLong(1), ticket.getInteger(2), code.value()))
                .compose(redeemed -> found(session, code));
    }

    private Future<Redemption> outcome(RowSet<Row> rows, TicketCode code, String attempt) {
        if (rows.size() == 0) {
            return Future.succeededFuture(new NoSuchTicket());
        }
        Row row = rows.iterator().next();
        HeldTicket held = held(row);
        return attempt.equals(row.getString(8))
                ? proven(code, attempt).map(new Redeemed(held))
                : Future.succeededFuture(new RedeemedBefore(held));
    }

    /** A server may roll back without a word and still answer COMMIT with success: look before the door opens. */
    private Future<Void> proven(TicketCode code, String attempt) {
        return writer.transaction(session -> found(session, code))
                .compose(rows -> rows.size() == 1
                                && attempt.equals(rows.iterator().next().getString(8))
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture(new OvertakenException("the redemption is not there after COMMIT")))
                .recover(failure -> Future.failedFuture(new OutcomeUnknownException(failure)));
    }

    private static Future<RowSet<Row>> found(WriterSession session, TicketCode code) {
        return session.run(TicketStatements.BY_CODE, Tuple.of(code.value()));
    }

    /** A row with the columns of {@link TicketRows}, then opening_id and redeemed_at. */
    static HeldTicket held(Row row) {
        return TicketRows.held(new OpeningId(row.getLong(6)), row, 7);
    }
}
