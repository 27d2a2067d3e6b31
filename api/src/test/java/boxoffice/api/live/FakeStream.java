package boxoffice.api.live;

import boxoffice.api.http.AnswerStream;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A client that remembers what it was told, and may read slowly. */
final class FakeStream implements AnswerStream {

    private static final Pattern EVENT = Pattern.compile("(?<=\n\n)");

    private final List<String> events = new ArrayList<>();
    private Runnable drained = () -> {};
    private Runnable ended = () -> {};
    private boolean full;
    private boolean open = true;
    private boolean cut;

    @Override
    public void write(Buffer bytes) {
        events.addAll(EVENT.splitAsStream(bytes.toString()).toList());
    }

    @Override
    public boolean isFull() {
        return full;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void holdAtMost(int bytes) {}

    @Override
    public void onDrained(Runnable next) {
        drained = next;
    }

    @Override
    public void onGone(Runnable next) {
        ended = next;
    }

    @Override
    public void end() {
        open = false;
        ended.run();
    }

    @Override
    public void cut() {
        cut = true;
        end();
    }

    void reads(boolean fast) {
        full = !fast;
        if (fast) {
            drained.run();
        }
    }

    boolean wasCut() {
        return cut;
    }

    List<String> events() {
        return events;
    }

    /** What it was told since the last time. */
    @CanIgnoreReturnValue
    List<String> news() {
        List<String> news = List.copyOf(events);
        events.clear();
        return news;
    }
}
