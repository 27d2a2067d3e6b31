package boxoffice.api.member;

import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.ticket.HeldTicket;
import io.vertx.core.json.JsonObject;

/** A ticket as its owner sees it. */
public final class TicketJson {

    private TicketJson() {}

    /** Nobody has come with it yet, as far as is known. */
    static JsonObject of(Ticket ticket) {
        return new JsonObject()
                .put("id", ticket.id().toString())
                .put("openingId", ticket.opening().toString())
                .put("quotaId", ticket.quota().toString())
                .put("number", ticket.number())
                .put("code", ticket.code().value())
                .put("claimedAt", ticket.claimedAt().toString())
                .put("status", "claimed");
    }

    /** With what became of it at the door. */
    public static JsonObject of(HeldTicket held) {
        JsonObject json = of(held.ticket());
        return held.redeemedAt() == null
                ? json
                : json.put("status", "redeemed")
                        .put("redeemedAt", held.redeemedAt().toString());
    }
}
