package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.ProblemException;
import boxoffice.api.signing.SignedCodes;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketId;
import boxoffice.persistence.ticket.Tickets;
import io.nayuki.qrcodegen.QrCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** The code of a ticket of who asks, as a picture for the door. */
public final class ShowTicketQr implements Endpoint {

    /** Readers want so much empty ground around it (ISO/IEC 18004). */
    private static final int QUIET_ZONE = 4;

    private final Vertx vertx;
    private final Tickets tickets;
    private final SignedCodes codes;

    public ShowTicketQr(Vertx vertx, Tickets tickets, SignedCodes codes) {
        this.vertx = vertx;
        this.tickets = tickets;
        this.codes = codes;
    }

    @Override
    public String operationId() {
        return "showTicketQr";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Optional<TicketId> id = TicketId.parse(call.path("ticketId"));
        if (id.isEmpty()) {
            return Future.failedFuture(new ProblemException(ShowTicket.NO_SUCH_TICKET));
        }
        return tickets.heldBy(call.principal().member(), id.get())
                .map(held -> held.orElseThrow(() -> new ProblemException(ShowTicket.NO_SUCH_TICKET)))
                .compose(held -> vertx.executeBlocking(() -> picture(held.ticket()), false));
    }

    private Answer picture(Ticket ticket) {
        return Answer.of("image/svg+xml", Buffer.buffer(svg(codes.text(ticket.opening(), ticket.code()))));
    }

    /** Dark on light whatever the page's colours: many readers take no other. */
    static String svg(String text) {
        QrCode qr = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder squares = new StringBuilder();
        for (int y = 0; y < qr.size; y++) {
            for (int x = 0; x < qr.size; x++) {
                if (qr.getModule(x, y)) {
                    squares.append('M')
                            .append(x + QUIET_ZONE)
                            .append(' ')
                            .append(y + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        int size = qr.size + 2 * QUIET_ZONE;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>
                """.formatted(size, size, size, size, squares);
    }
}
