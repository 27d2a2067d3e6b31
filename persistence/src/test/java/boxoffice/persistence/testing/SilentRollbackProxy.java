package boxoffice.persistence.testing;

import boxoffice.persistence.pool.DatabaseEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Stands between a pool and its server and does what Aurora's zero-downtime restart may do: it rolls a transaction
 * back, keeps the connection, and says nothing. Relies on one command at a time in flight, as our pools have it.
 */
public final class SilentRollbackProxy implements AutoCloseable {

    /**
     * The command COMMIT, for the predicate; other numbers count the prepared executions since the transaction began,
     * from 1.
     */
    public static final int COMMIT = 0;

    private static final int HEADER = 4;
    private static final byte QUERY = 0x03;
    private static final byte EXECUTE = 0x17;

    private final DatabaseEndpoint server;
    private final IntPredicate rollBackBefore;
    private final AtomicInteger injected = new AtomicInteger();
    private final NetServer listener;
    private final NetClient client;

    /** @param rollBackBefore is asked for each command; true rolls back just before the command is passed on */
    public SilentRollbackProxy(Vertx vertx, DatabaseEndpoint server, IntPredicate rollBackBefore) {
        this.server = server;
        this.rollBackBefore = rollBackBefore;
        this.client = vertx.createNetClient();
        this.listener = vertx.createNetServer().connectHandler(this::accept);
        await(listener.listen(0, "127.0.0.1"));
    }

    public DatabaseEndpoint endpoint() {
        return new DatabaseEndpoint(
                "127.0.0.1", listener.actualPort(), server.database(), server.user(), server.password());
    }

    public int injected() {
        return injected.get();
    }

    @Override
    public void close() {
        await(listener.close());
        await(client.close());
    }

    private void accept(NetSocket near) {
        near.pause();
        client.connect(server.port(), server.host())
                .onSuccess(far -> {
                    Conversation conversation = new Conversation(near, far);
                    near.handler(conversation::fromClient);
                    far.handler(conversation::fromServer);
                    near.closeHandler(closed -> far.close());
                    far.closeHandler(closed -> near.close());
                    near.resume();
                })
                .onFailure(unreachable -> near.close());
    }

    private static void await(Future<?> future) {
        try {
            Object unused = future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** One connection; both directions are handled on the same event loop. */
    private final class Conversation {

        private final NetSocket near;
        private final NetSocket far;
        private Buffer arriving = Buffer.buffer();
        private Buffer held = Buffer.buffer();
        private boolean swallowing;
        private int executions;

        Conversation(NetSocket near, NetSocket far) {
            this.near = near;
            this.far = far;
        }

        void fromClient(Buffer bytes) {
            arriving.appendBuffer(bytes);
            while (arriving.length() >= HEADER && arriving.length() >= HEADER + arriving.getMediumLE(0)) {
                int end = HEADER + arriving.getMediumLE(0);
                Buffer packet = arriving.getBuffer(0, end);
                arriving = arriving.getBuffer(end, arriving.length());
                pass(packet);
            }
        }

        void fromServer(Buffer bytes) {
            if (!swallowing) {
                near.write(bytes);
                return;
            }
            swallowing = false; // the answer to our ROLLBACK, one small packet
            far.write(held);
        }

        private void pass(Buffer packet) {
            if (isCommand(packet) && rollBackBefore.test(place(packet))) {
                injected.incrementAndGet();
                swallowing = true;
                held = packet;
                far.write(query("ROLLBACK"));
            } else {
                far.write(packet);
            }
        }

        /** A new command has sequence number 0; the packets of the handshake have higher ones. */
        private boolean isCommand(Buffer packet) {
            return packet.length() > HEADER
                    && packet.getByte(3) == 0
                    && (packet.getByte(HEADER) == EXECUTE || isQuery(packet, "COMMIT") || isQuery(packet, "ROLLBACK"));
        }

        private int place(Buffer packet) {
            if (packet.getByte(HEADER) == EXECUTE) {
                return ++executions;
            }
            executions = 0;
            return isQuery(packet, "COMMIT") ? COMMIT : -1;
        }

        private static boolean isQuery(Buffer packet, String text) {
            return packet.getByte(HEADER) == QUERY
                    && packet.length() >= HEADER + 1 + text.length()
                    && packet.getString(packet.length() - text.length(), packet.length())
                            .equals(text);
        }

        private static Buffer query(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            return Buffer.buffer()
                    .appendMediumLE(bytes.length + 1)
                    .appendByte((byte) 0)
                    .appendByte(QUERY)
                    .appendBytes(bytes);
        }
    }
}
