package boxoffice.persistence.opening;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One thing that was done to an opening.
 *
 * @param at by the writer's clock
 * @param detail what it was made, or why it was done
 */
public record AuditEntry(Instant at, Actor actor, Act act, JsonObject detail) {

    /** What can be done to an opening. */
    public enum Act {
        CREATE,
        REPLACE,
        DELETE,
        FREEZE,
        RESUME,
        POSTPONE,
        /** The service has forgotten the members. */
        FORGET
    }
}
