package boxoffice.api.member;

import boxoffice.domain.ticket.Ticket;
import io.vertx.core.json.JsonObject;

/** A ticket as its owner sees it. */
final class TicketJson {

    private TicketJson() {}

    static JsonObject of(Ticket ticket) {
        return new JsonObject()
                .put("id", ticket.id().toString())
                .put("openingId", ticket.opening().toString())
                .put("quotaId", ticket.quota().toString())
                .put("number", ticket.number())
                .put("code", ticket.code().value())
                .put("claimedAt", ticket.claimedAt().toString())
                .put("status", "claimed"); // until tickets can be redeemed, the only one
    }
}
