package boxoffice.persistence.pool;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Brings what several wait for back to each on the context it came from. */
public final class CallersContext {

    private CallersContext() {}

    /** Completes as the shared future does, on the caller's context where there is one. */
    public static <T> Future<T> of(Future<T> shared) {
        Context caller = Vertx.currentContext();
        if (caller == null) {
            return shared;
        }
        Promise<T> promise = Promise.promise();
        shared.onComplete(result -> caller.runOnContext(back -> promise.handle(result)));
        return promise.future();
    }
}
