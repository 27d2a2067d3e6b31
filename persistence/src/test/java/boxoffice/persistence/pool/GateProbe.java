package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Does to a gate what a session does. */
public final class GateProbe {

    private GateProbe() {}

    /** Whether a session may send its COMMIT, which it then has. */
    public static boolean commits(CommitGate gate) {
        return gate.pass();
    }

    /** A session that never ends. */
    public static <T> Future<T> hanging(CommitGate gate) {
        return gate.orGivenUp(Promise.<T>promise().future());
    }
}
