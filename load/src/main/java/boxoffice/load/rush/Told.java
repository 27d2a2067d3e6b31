package boxoffice.load.rush;

import boxoffice.load.client.Answer;
import boxoffice.load.history.TicketTold;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Reads a ticket from an answer to a claim. */
final class Told {

    private Told() {}

    /** Null where there is none, or it is not one; the audit then says so. */
    static @Nullable TicketTold ticket(String member, Answer answer) {
        if (answer.status() != 200 && answer.status() != 201) {
            return null;
        }
        try {
            JsonObject json = new JsonObject(answer.body());
            return new TicketTold(
                    member, json.getString("id", ""), json.getString("quotaId", ""), json.getInteger("number", 0));
        } catch (DecodeException | ClassCastException garbled) {
            return null;
        }
    }
}
