package boxoffice.persistence.ticket;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketId;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.OvertakenException;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gives tickets back: the place can be claimed again at once, by anybody. Decided on the writer, behind the same lock
 * as claims, and proven like them: the last statement counts only if all the others are in its transaction, and the
 * result is read back.
 *
 * <p>Safe from any thread. A future that fails with {@link OutcomeUnknownException} leaves it open whether the ticket
 * is given back; doing it again tells, and harms nothing. With any other failure nothing has changed.
 */
public final class TicketReturns {

    /** What became of giving back. */
    public enum Result {
        GIVEN_BACK,
        /** By an earlier call: nothing is left to do. */
        GIVEN_BACK_EARLIER,
        /** Its holder has been let in with it. */
        REDEEMED,
        /** The member never held such a ticket. */
        NOT_HELD
    }

    private final WriterPool writer;
    private final RecentWrites recent;
    private final Function<OpeningId, Future<Void>> changed;
    private final Supplier<Future<Void>> settled;

    /**
     * @param changed is told of an opening's free place after COMMIT; who gave it back is told when that is done
     * @param settled completes when what changed before it was called is known everywhere: for who asks a second time
     */
    public TicketReturns(
            WriterPool writer,
            RecentWrites recent,
            Function<OpeningId, Future<Void>> changed,
            Supplier<Future<Void>> settled) {
        this.settled = settled;
        this.writer = writer;
        this.recent = recent;
        this.changed = changed;
    }

    /** Gives the member's ticket back. */
    public Future<Result> giveBack(TicketId ticket, MemberId member) {
        Tuple key =
                Tuple.of(ticket.opening().value(), member.value(), ticket.key().toHex());
        return writer.session(session -> giveBack(session, ticket, key)).compose(result -> {
            if (result == Result.NOT_HELD || result == Result.REDEEMED) {
                return Future.succeededFuture(result);
            }
            recent.gaveBack(member, ticket);
            Future<Void> known = result == Result.GIVEN_BACK ? changed.apply(ticket.opening()) : settled.get();
            return known.map(result);
        });
    }

    /** Who holds no such ticket learns it without taking the lock that all claims of the opening wait for. */
    private static Future<Result> giveBack(WriterSession session, TicketId ticket, Tuple key) {
        return session.run(TicketStatements.HELD_TICKET, key)
                .compose(held -> held.size() == 0
                        ? earlier(session, key)
                        : session.rollback().compose(ended -> giveBackLocked(session, ticket, key)));
    }

    private static Future<Result> giveBackLocked(WriterSession session, TicketId ticket, Tuple key) {
        return session.run(TicketStatements.LOCK, Tuple.of(ticket.opening().value()))
                .compose(locked -> session.run(TicketStatements.HELD_TICKET, key))
                .compose(held -> held.size() == 0
                        ? earlier(session, key)
                        : free(session, ticket, key, held.iterator().next()));
    }

    private static Future<Void> reopen(WriterSession session, TicketId ticket) {
        long opening = ticket.opening().value();
        return session.run(TicketStatements.REOPEN, Tuple.of(opening, opening)).mapEmpty();
    }

    private static Future<Result> earlier(WriterSession session, Tuple key) {
        return session.run(TicketStatements.GIVEN_BACK, key).compose(returned -> session.rollback()
                .map(returned.size() > 0 ? Result.GIVEN_BACK_EARLIER : Result.NOT_HELD));
    }

    private static Future<Result> free(WriterSession session, TicketId ticket, Tuple key, Row held) {
        if (held.getValue(3) != null) {
            return session.rollback().map(Result.REDEEMED);
        }
        long quota = held.getLong(0);
        int number = held.getInteger(1);
        long version = held.getLong(2);
        Tuple proof = Tuple.of(quota, version, quota, number)
                .addValue(key.getValue(0))
                .addValue(key.getValue(1))
                .addValue(key.getValue(2))
                .addLong(quota)
                .addInteger(number);
        return session.change(TicketStatements.REMEMBER, key, 1, "tickets remembered")
                .compose(remembered -> session.change(TicketStatements.DELETE, key, 1, "tickets deleted"))
                .compose(deleted -> session.change(TicketStatements.FREE, Tuple.of(quota, number), 1, "numbers freed"))
                .compose(freed -> reopen(session, ticket))
                .compose(reopened -> session.change(TicketStatements.COUNT, proof, 1, "quota rows changed"))
                .compose(counted -> session.commit())
                .compose(committed -> readBack(session, key));
    }

    /** A server may roll back without a word and still answer COMMIT with success: look before it is told. */
    private static Future<Result> readBack(WriterSession session, Tuple key) {
        return session.run(TicketStatements.HELD_TICKET, key)
                .compose(held -> session.rollback().map(held.size()))
                .compose(stillHeld -> stillHeld == 0
                        ? Future.succeededFuture(Result.GIVEN_BACK)
                        : Future.failedFuture(new OvertakenException("the ticket is still there after COMMIT")))
                .recover(failure -> Future.failedFuture(new OutcomeUnknownException(failure)));
    }
}
