package boxoffice.api.member;

import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.Ticket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** A ticket as its owner sees it. */
public final class TicketJson {

    private TicketJson() {}

    /**
     * The same as bytes, for the answer to a claim. Written by hand, because in the rush this is most of what an answer
     * costs; nothing in it needs escaping: numbers, hexadecimal and Base32 digits, a time.
     */
    static Buffer encoded(String id, Ticket ticket, String claimedAt) {
        return Buffer.buffer("{\"id\":\"" + id + "\",\"openingId\":\"" + ticket.opening() + "\",\"quotaId\":\""
                + ticket.quota() + "\",\"number\":" + ticket.number() + ",\"code\":\""
                + ticket.code().value() + "\",\"claimedAt\":\"" + claimedAt + "\",\"status\":\"claimed\"}");
    }

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
        held.redeemedAt().ifPresent(at -> json.put("status", "redeemed").put("redeemedAt", at.toString()));
        return json;
    }
}
