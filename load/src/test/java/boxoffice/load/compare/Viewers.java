package boxoffice.load.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Members who watch an opening by its stream of events, and say nothing. A thread of their own counts what comes. */
final class Viewers implements AutoCloseable {

    private static final Duration FIRST_EVENT_MAX = Duration.ofSeconds(30);
    private static final byte[] EVENT_END = {'\n', '\n'};
    private static final ByteBuffer STREAM_END = StandardCharsets.US_ASCII.encode("\r\n0\r\n\r\n"); // the last chunk

    private final Selector selector;
    private final List<SocketChannel> channels;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final Thread thread = new Thread(this::listen, "viewers");

    private Viewers(Selector selector, List<SocketChannel> channels) {
        this.selector = selector;
        this.channels = channels;
    }

    /** Returns when as many events have come as there are viewers. */
    static Viewers watch(int port, String opening, int count) {
        try {
            Viewers viewers = new Viewers(Selector.open(), new ArrayList<>(count));
            ByteBuffer request = StandardCharsets.US_ASCII.encode("GET /api/openings/" + opening
                    + "/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
            InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(server);
                viewers.channels.add(channel);
                channel.write(request.duplicate());
                channel.configureBlocking(false);
                channel.register(viewers.selector, SelectionKey.OP_READ);
            }
            viewers.thread.setDaemon(true);
            viewers.thread.start();
            viewers.awaitFirst(count);
            return viewers;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How many events have come, over all viewers. */
    long events() {
        return events.get();
    }

    /** How many streams the server has ended. */
    long closed() {
        return closed.get();
    }

    @Override
    public void close() {
        try {
            selector.close();
            for (SocketChannel channel : channels) {
                channel.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitFirst(int count) {
        long start = System.nanoTime();
        while (events.get() < count) {
            if (System.nanoTime() - start > FIRST_EVENT_MAX.toNanos() || closed.get() > 0) {
                close();
                throw new IllegalStateException("of " + count + " streams " + closed.get() + " were ended, and "
                        + events.get() + " events have come: has this Boxoffice streams?");
            }
            Thread.onSpinWait();
        }
    }

    private void listen() {
        ByteBuffer received = ByteBuffer.allocateDirect(16 * 1024);
        while (selector.isOpen()) {
            try {
                selector.select(key -> read((SocketChannel) key.channel(), key, received), 1_000);
            } catch (IOException | java.nio.channels.ClosedSelectorException gone) {
                return;
            }
        }
    }

    /** An event ends with an empty line; the head of the answer ends with another kind of one. */
    private void read(SocketChannel channel, SelectionKey key, ByteBuffer received) {
        received.clear();
        try {
            if (channel.read(received) < 0) {
                closed.incrementAndGet();
                key.cancel();
            }
        } catch (IOException gone) {
            closed.incrementAndGet();
            key.cancel();
        }
        received.flip();
        for (int at = 0; at + 1 < received.limit(); at++) {
            if (received.get(at) == EVENT_END[0] && received.get(at + 1) == EVENT_END[1]) {
                events.incrementAndGet();
            }
        }
        int end = received.limit() - STREAM_END.limit();
        if (end >= 0 && received.slice(end, STREAM_END.limit()).equals(STREAM_END)) {
            closed.incrementAndGet(); // the connection may serve on
        }
    }
}
