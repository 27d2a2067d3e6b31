package boxoffice.api.http;

import io.vertx.core.buffer.Buffer;

/**
 * The body of an answer that is written bit by bit, after its head. Confined to the event loop of its request; what is
 * written after the client has gone is dropped.
 */
public interface AnswerStream {

    /** Sends these bytes, which may be shared with other streams. */
    void write(Buffer bytes);

    /** Whether the client reads more slowly than it is written to; {@link #onDrained} tells when it has caught up. */
    boolean isFull();

    boolean isOpen();

    /** How many unsent bytes make it full. */
    void holdAtMost(int bytes);

    void onDrained(Runnable next);

    /** When the client has gone before the end. */
    void onGone(Runnable next);

    /** No more; the connection serves on. */
    void end();

    /** Lets go of a client with whatever it has not read: it learns that the answer is not complete. */
    void cut();
}
