package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.persistence.ticket.Tickets;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** All tickets of who asks. */
public final class ListTickets implements Endpoint {

    private final Tickets tickets;

    public ListTickets(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public String operationId() {
        return "listTickets";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return tickets.heldBy(call.principal().member()).map(held -> {
            JsonArray list = new JsonArray();
            held.forEach(ticket -> list.add(TicketJson.of(ticket)));
            return Answer.json(200, new JsonObject().put("tickets", list));
        });
    }
}
