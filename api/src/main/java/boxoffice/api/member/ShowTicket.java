package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.ticket.TicketId;
import boxoffice.persistence.ticket.Tickets;
import io.vertx.core.Future;
import java.util.Optional;

/** One ticket of who asks; somebody else's is not found. */
public final class ShowTicket implements Endpoint {

    static final Problem NO_SUCH_TICKET = Problem.notFound("you hold no such ticket");

    private final Tickets tickets;

    public ShowTicket(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public String operationId() {
        return "showTicket";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Optional<TicketId> id = TicketId.parse(call.path("ticketId"));
        if (id.isEmpty()) {
            return Future.failedFuture(new ProblemException(NO_SUCH_TICKET));
        }
        return tickets.heldBy(call.principal().member(), id.get())
                .map(held ->
                        Answer.json(200, TicketJson.of(held.orElseThrow(() -> new ProblemException(NO_SUCH_TICKET)))));
    }
}
