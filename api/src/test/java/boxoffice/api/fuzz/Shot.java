package boxoffice.api.fuzz;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is sent.
 *
 * @param target the operation that it is a request of; null where it is none, or nobody can say
 * @param token whose answer it is; empty for nobody's
 * @param answers how many answers are to come; negative for any number, also none
 * @param pauses after how many bytes the rest is sent a little later; 0 for all at once
 */
record Shot(
        String what, @Nullable Operation target, String token, Buffer bytes, int answers, boolean head, int pauses) {

    /** Whether a closed connection is an answer too. */
    boolean mayBeDropped() {
        return answers < 0;
    }
}
