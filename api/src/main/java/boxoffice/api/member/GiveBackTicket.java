package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.ticket.TicketId;
import boxoffice.persistence.ticket.TicketReturns;
import io.vertx.core.Future;
import java.util.Optional;

/** Gives a ticket of who asks back. */
public final class GiveBackTicket implements Endpoint {

    private final TicketReturns returns;
    private final Runnable counted;

    /** @param counted is run for each ticket given back */
    public GiveBackTicket(TicketReturns returns, Runnable counted) {
        this.returns = returns;
        this.counted = counted;
    }

    @Override
    public String operationId() {
        return "giveBackTicket";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Optional<TicketId> id = TicketId.parse(call.path("ticketId"));
        if (id.isEmpty()) {
            return Future.failedFuture(new ProblemException(ShowTicket.NO_SUCH_TICKET));
        }
        return returns.giveBack(id.get(), call.principal().member()).map(result -> switch (result) {
            case GIVEN_BACK -> {
                counted.run();
                yield Answer.noContent();
            }
            case GIVEN_BACK_EARLIER -> Answer.noContent();
            case REDEEMED ->
                throw new ProblemException(Problem.conflict("somebody was let in with this ticket: it stays used"));
            case NOT_HELD -> throw new ProblemException(ShowTicket.NO_SUCH_TICKET);
        });
    }
}
