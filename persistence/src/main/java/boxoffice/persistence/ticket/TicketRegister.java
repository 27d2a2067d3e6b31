package boxoffice.persistence.ticket;

import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.persistence.pool.ReaderPool;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * All tickets of an opening, page by page, from a reader. A page begins after the last number of the page before, so
 * that each costs the same and none is read twice; what changes meanwhile may show or not. Safe from any thread.
 */
public final class TicketRegister {

    /** A page has at most so many. */
    public static final int PAGE = 500;

    private final ReaderPool reader;

    public TicketRegister(ReaderPool reader) {
        this.reader = reader;
    }

    /** Those with a higher number, the lowest first; fewer than {@link #PAGE} where there are no more. */
    public Future<List<HeldTicket>> after(QuotaId quota, int number) {
        return reader.query(TicketStatements.AFTER_NUMBER, Tuple.of(quota.value(), number))
                .map(rows -> {
                    List<HeldTicket> page = new ArrayList<>(rows.size());
                    rows.forEach(row -> page.add(Redemptions.held(row)));
                    return page;
                });
    }
}
