package boxoffice.api.rush;

import io.vertx.core.json.JsonObject;

/**
 * What a member was told after one click.
 *
 * @param status 0 where no answer came
 * @param failure why none came; empty where one did
 * @param micros from sending the click to the last byte of the answer
 */
public record Told(
        int connection,
        int port,
        String member,
        String opening,
        String quota,
        int status,
        String failure,
        long micros,
        JsonObject body) {

    static Told ofLine(String line) {
        JsonObject json = new JsonObject(line);
        return new Told(
                json.getInteger("connection"),
                json.getInteger("port"),
                json.getString("member"),
                json.getString("opening"),
                json.getString("quota"),
                json.getInteger("status"),
                json.getString("failure"),
                json.getLong("micros"),
                json.getJsonObject("body"));
    }

    /** Whether the member now has a ticket by it. */
    public boolean isTicket() {
        return status == 200 || status == 201;
    }

    public boolean isAnswered() {
        return status != 0;
    }

    /** The ticket that was told. */
    public TicketTold ticket() {
        if (!isTicket()) {
            throw new IllegalStateException("no ticket: " + this);
        }
        return new TicketTold(
                member,
                body.getString("id"),
                Long.parseLong(body.getString("quotaId")),
                body.getInteger("number"),
                body.getString("code"));
    }

    /** The last part of the problem's type; empty where it is none. */
    public String problem() {
        return body.getString("type", "").replaceFirst("^/problems/", "");
    }
}
