package boxoffice.persistence.pool;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** A pool that has found its writer: on a cold machine that may take longer than a session waits. */
public final class FoundWriter {

    private static final int TRIES_MAX = 20;

    private FoundWriter() {}

    /** The same pool, after a first session. */
    public static WriterPool of(WriterPool pool) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (isFound(pool)) {
                return pool;
            }
        }
        throw new IllegalStateException("no writer");
    }

    private static boolean isFound(WriterPool pool) {
        try {
            Object unused = pool.transaction(session -> Future.succeededFuture())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            return true;
        } catch (Exception notYet) {
            return false;
        }
    }
}
