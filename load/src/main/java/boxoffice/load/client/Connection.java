package boxoffice.load.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One member's keep-alive connection. A request goes out when it is sent, even while an earlier one is unanswered; what
 * the service closes is opened again by the next request. Confined to the event loop that made it.
 *
 * <p>A pool of Vert.x' HTTP client for each member would do the same for several times the memory and CPU.
 */
public final class Connection {

    private final Supplier<Future<NetSocket>> dial;
    private final Deque<Promise<Answer>> inFlight = new ArrayDeque<>();
    private @Nullable NetSocket socket;
    private @Nullable Future<NetSocket> opening;

    Connection(Supplier<Future<NetSocket>> dial) {
        this.dial = dial;
    }

    /** Connects where it is not connected; fails where nobody listens. */
    public Future<Void> open() {
        return opened().mapEmpty();
    }

    /** Never fails: where no answer comes the answer says so. */
    public Future<Answer> send(Buffer request) {
        NetSocket connected = socket;
        if (connected != null) {
            return write(connected, request);
        }
        return opened().compose(fresh -> write(fresh, request))
                .otherwise(failure -> Answer.none("not connected: " + failure.getMessage()));
    }

    /** Ends it; what is in flight is answered with none. */
    public void close(String why) {
        NetSocket connected = socket;
        socket = null;
        while (!inFlight.isEmpty()) {
            inFlight.remove().complete(Answer.none(why));
        }
        if (connected != null) {
            connected.close();
        }
    }

    private Future<NetSocket> opened() {
        NetSocket connected = socket;
        if (connected != null) {
            return Future.succeededFuture(connected);
        }
        Future<NetSocket> underWay = opening;
        if (underWay == null) {
            underWay = dial.get().map(this::adopt).onComplete(done -> opening = null);
            opening = underWay.isComplete() ? null : underWay;
        }
        return underWay;
    }

    private NetSocket adopt(NetSocket fresh) {
        AnswerParser parser = new AnswerParser();
        socket = fresh;
        fresh.handler(bytes -> {
            try {
                parser.feed(bytes.getBytes(), answer -> answered(fresh, answer));
            } catch (IllegalArgumentException garbled) {
                lost(fresh, "not understood: " + garbled.getMessage());
            }
        });
        fresh.exceptionHandler(failure -> lost(fresh, String.valueOf(failure.getMessage())));
        fresh.closeHandler(gone -> lost(fresh, "closed by the service"));
        return fresh;
    }

    private Future<Answer> write(NetSocket to, Buffer request) {
        Promise<Answer> answer = Promise.promise();
        inFlight.add(answer);
        to.write(request).onFailure(failure -> lost(to, String.valueOf(failure.getMessage())));
        return answer.future();
    }

    private void answered(NetSocket by, Answer answer) {
        Promise<Answer> first = inFlight.poll();
        if (first != null) {
            first.complete(answer);
        }
        if (answer.closes()) {
            lost(by, "closed by the service");
        }
    }

    private void lost(NetSocket gone, String why) {
        if (socket == gone) {
            close(why);
        }
    }
}
