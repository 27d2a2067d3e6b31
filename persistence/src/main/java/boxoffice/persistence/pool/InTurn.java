package boxoffice.persistence.pool;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Asynchronous steps one after the other, as a connection wants them. */
public final class InTurn {

    private InTurn() {}

    /** Takes the step for each item when the one before has succeeded; the first failure ends it. */
    public static <T, R> Future<List<R>> each(Iterable<T> items, Function<T, Future<R>> step) {
        List<R> results = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (T item : items) {
            done = done.compose(before -> step.apply(item)).map(result -> {
                results.add(result);
                return null;
            });
        }
        return done.map(results);
    }
}
