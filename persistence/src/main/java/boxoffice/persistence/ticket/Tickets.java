package boxoffice.persistence.ticket;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketId;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.ReaderPool;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tickets that members hold, from a reader, joined with what this process has just written for them: who got a
 * ticket here sees it in the next answer, whatever the reader's lag. Safe from any thread.
 */
public final class Tickets {

    private final ReaderPool reader;
    private final RecentWrites recent;

    public Tickets(ReaderPool reader, RecentWrites recent) {
        this.reader = reader;
        this.recent = recent;
    }

    /** All that the member holds, the newest first. */
    public Future<List<HeldTicket>> heldBy(MemberId member) {
        return reader.query(TicketStatements.HELD_BY_MEMBER, Tuple.of(member.value()))
                .compose(rows -> withRecentWrites(member, rows));
    }

    /** One of the member's tickets; empty when the member holds no such ticket, whoever else does. */
    public Future<Optional<HeldTicket>> heldBy(MemberId member, TicketId id) {
        return heldBy(member).map(tickets -> tickets.stream()
                .filter(held -> held.ticket().id().equals(id))
                .findFirst());
    }

    private Future<List<HeldTicket>> withRecentWrites(MemberId member, RowSet<Row> rows) {
        Map<OpeningId, HeldTicket> held = new LinkedHashMap<>();
        rows.forEach(row -> held.put(new OpeningId(row.getLong(6)), Redemptions.held(row)));
        return InTurn.each(recent.of(member), write -> apply(member, write, held))
                .map(applied -> newestFirst(held));
    }

    private Future<Void> apply(MemberId member, RecentWrites.Write write, Map<OpeningId, HeldTicket> held) {
        OpeningId opening = write.ticket().opening();
        if (write instanceof RecentWrites.Write.Got got) {
            HeldTicket known = held.get(opening);
            return known != null
                            && !known.ticket().claimedAt().isBefore(got.whole().claimedAt())
                    ? Future.succeededFuture()
                    : addUnlessGivenBack(member, got.whole(), held);
        }
        held.computeIfPresent(opening, (same, known) -> known.ticket().id().equals(write.ticket()) ? null : known);
        return Future.succeededFuture();
    }

    /** The reader may lack the ticket because it lags, or because another process took it back since. */
    private Future<Void> addUnlessGivenBack(MemberId member, Ticket ticket, Map<OpeningId, HeldTicket> held) {
        Tuple key = Tuple.of(
                ticket.opening().value(), member.value(), ticket.id().key().toHex());
        return reader.query(TicketStatements.GIVEN_BACK, key).map(rows -> {
            if (rows.size() == 0) {
                held.put(ticket.opening(), new HeldTicket(ticket));
            }
            return null;
        });
    }

    private static List<HeldTicket> newestFirst(Map<OpeningId, HeldTicket> held) {
        List<HeldTicket> tickets = new ArrayList<>(held.values());
        tickets.sort(Comparator.comparing((HeldTicket each) -> each.ticket().claimedAt())
                .reversed());
        return tickets;
    }
}
