package boxoffice.load.rush;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Does something many times, a few at once; the first failure ends it. Confined to the event loop that starts it. */
final class Paced<T> {

    private final int count;
    private final IntFunction<Future<T>> each;
    private final List<T> done = new ArrayList<>();
    private final Promise<List<T>> all = Promise.promise();
    private int started;

    private Paced(int count, IntFunction<Future<T>> each) {
        this.count = count;
        this.each = each;
    }

    /** The results, in the order in which they came. */
    static <T> Future<List<T>> run(int count, int atOnce, IntFunction<Future<T>> each) {
        Paced<T> paced = new Paced<>(count, each);
        if (count == 0) {
            paced.all.complete(paced.done);
        }
        for (int i = 0; i < Math.min(count, atOnce); i++) {
            paced.next();
        }
        return paced.all.future();
    }

    private void next() {
        if (started < count && !all.future().isComplete()) {
            each.apply(started++).onSuccess(this::finished).onFailure(all::tryFail);
        }
    }

    private void finished(T result) {
        done.add(result);
        if (done.size() == count) {
            all.tryComplete(done);
        }
        next();
    }
}
