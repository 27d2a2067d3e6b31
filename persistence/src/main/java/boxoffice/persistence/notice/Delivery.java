package boxoffice.persistence.notice;

import boxoffice.domain.opening.OpeningId;
import io.vertx.core.json.JsonObject;

/**
 * One to be told one thing, by this process for a while.
 *
 * @param member empty for the topic
 * @param address where; empty for the topic
 * @param attempts how often it has been tried, with this time
 * @param isOver whether it is not worth telling any more
 */
public record Delivery(
        long notice,
        String member,
        String address,
        int attempts,
        OpeningId opening,
        Kind kind,
        JsonObject content,
        boolean isOver) {

    public boolean isForTheTopic() {
        return member.isEmpty();
    }

    /** Tells neither the member nor the address: what a log may hold. */
    @Override
    public String toString() {
        return kind + " of opening " + opening + (isForTheTopic() ? " for the topic" : " for a member");
    }
}
