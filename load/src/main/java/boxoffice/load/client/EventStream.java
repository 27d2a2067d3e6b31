package boxoffice.load.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/** One open stream of events, which counts what comes. Confined to the event loop that made it. */
public final class EventStream {

    private static final int STATUS_END = 12;
    private static final String OPEN = "\"phase\":\"open\"";

    private int status;
    private long events;
    private long toldOpenNanos;
    private String tail = "";
    private boolean open = true;

    EventStream(NetSocket socket, Buffer request) {
        socket.handler(this::take);
        socket.closeHandler(gone -> open = false);
        socket.exceptionHandler(failure -> open = false);
        socket.write(request).onFailure(failure -> open = false);
    }

    /** Of the answer; 0 while none came. */
    public int status() {
        return status;
    }

    /** How many events came. */
    public long events() {
        return events;
    }

    /** Whether it is answered with events and still there. */
    public boolean isOpen() {
        return open && status == 200;
    }

    /** When it first told that the opening is open, by {@link System#nanoTime()}; 0 while it has not. */
    public long toldOpenNanos() {
        return toldOpenNanos;
    }

    private void take(Buffer bytes) {
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        if (status == 0 && text.startsWith("HTTP/1.1 ") && text.length() >= STATUS_END) {
            status = Integer.parseInt(text.substring(9, STATUS_END));
        }
        for (int at = text.indexOf("event:"); at >= 0; at = text.indexOf("event:", at + 1)) {
            events++;
        }
        String joined = tail + text;
        if (toldOpenNanos == 0 && joined.contains(OPEN)) {
            toldOpenNanos = System.nanoTime();
        }
        tail = joined.substring(Math.max(0, joined.length() - OPEN.length()));
    }
}
