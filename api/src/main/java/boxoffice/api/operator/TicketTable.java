package boxoffice.api.operator;

import boxoffice.api.http.AnswerStream;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.ticket.TicketRegister;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the tickets of an opening as CSV (RFC 4180), a page at a time, and asks for the next page when the client has
 * read the last one. Confined to one event loop.
 */
final class TicketTable {

    private static final Logger LOG = LoggerFactory.getLogger(TicketTable.class);

    /** Tells a spreadsheet that this is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Deque<Quota> quotas;
    private final TicketRegister register;
    private final AnswerStream stream;
    private int number;
    private boolean waiting;

    TicketTable(List<Quota> quotas, TicketRegister register, AnswerStream stream) {
        this.quotas = new ArrayDeque<>(quotas);
        this.register = register;
        this.stream = stream;
    }

    void write() {
        stream.onDrained(() -> {
            if (waiting) {
                waiting = false;
                next();
            }
        });
        stream.write(Buffer.buffer(BYTE_ORDER_MARK + "quota,number,member,claimedAt,redeemedAt,ticket\r\n"));
        next();
    }

    private void next() {
        Quota quota = quotas.peek();
        if (quota == null) {
            stream.end();
            return;
        }
        register.after(quota.id(), number).onSuccess(page -> write(quota, page)).onFailure(failure -> {
            LOG.warn("a table of tickets broke off: {}", failure.toString());
            stream.cut();
        });
    }

    private void write(Quota quota, List<HeldTicket> page) {
        Buffer rows = Buffer.buffer();
        page.forEach(held -> rows.appendString(row(quota, held)));
        if (page.size() < TicketRegister.PAGE) {
            quotas.remove();
            number = 0;
        } else {
            number = page.get(page.size() - 1).ticket().number();
        }
        if (!stream.isOpen()) {
            return;
        }
        if (rows.length() > 0) {
            stream.write(rows);
        }
        waiting = stream.isFull();
        if (!waiting) {
            next();
        }
    }

    static String row(Quota quota, HeldTicket held) {
        Ticket ticket = held.ticket();
        return String.join(
                        ",",
                        cell(quota.name()),
                        Integer.toString(ticket.number()),
                        cell(ticket.member().value()),
                        ticket.claimedAt().toString(),
                        held.redeemedAt().map(Instant::toString).orElse(""),
                        ticket.id().toString())
                + "\r\n";
    }

    /** Quoted, and with an apostrophe before what a spreadsheet would run as a formula. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
