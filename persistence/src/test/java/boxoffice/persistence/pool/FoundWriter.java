package boxoffice.persistence.pool;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A pool that has found its writer: on a cold machine that may take longer than a session waits. */
public final class FoundWriter {

    private static final int TRIES_MAX = 20;

    private FoundWriter() {}

    /** The same pool, after a first session. */
    public static WriterPool of(WriterPool pool) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                Object unused = pool.transaction(session -> Future.succeededFuture())
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
                return pool;
            } catch (ExecutionException notYet) {
                if (tries == TRIES_MAX) {
                    throw notYet;
                }
            }
        }
    }
}
