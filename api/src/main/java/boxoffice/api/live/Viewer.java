package boxoffice.api.live;

import boxoffice.api.http.AnswerStream;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One who watches. Who reads slowly is passed over and gets the newest edition when it has caught up. Confined to its
 * event loop.
 */
final class Viewer {

    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final AnswerStream stream;
    private @Nullable Edition told;
    private long writtenNanos;
    private int seat;

    Viewer(AnswerStream stream, long nowNanos) {
        this.stream = stream;
        this.writtenNanos = nowNanos;
    }

    /** Its place in the list of its broadcast. */
    int seat() {
        return seat;
    }

    void sit(int place) {
        seat = place;
    }

    /** Before all else: after how long to come back when this breaks off. */
    void greet(int retryMillis) {
        stream.write(Buffer.buffer("retry: " + retryMillis + "\n\n"));
    }

    /** Tells what it has not been told yet, unless it has not read what it was told before. */
    void tell(Edition edition, long nowNanos) {
        Edition before = told;
        if (edition.equals(before) || stream.isFull()) {
            return;
        }
        told = edition;
        writtenNanos = nowNanos;
        stream.write(before != null && edition.tellsTheSamePhaseAs(before) ? edition.counts() : edition.all());
    }

    /** Whether it has been silent, for whichever reason, longer than this. */
    boolean isSilent(long nowNanos, long nanosMax) {
        return nowNanos - writtenNanos > nanosMax;
    }

    boolean isFull() {
        return stream.isFull();
    }

    void beat(long nowNanos) {
        writtenNanos = nowNanos;
        stream.write(HEARTBEAT);
    }

    void end() {
        stream.end();
    }

    void drop() {
        stream.cut();
    }
}
