package boxoffice.api.rush;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One keep-alive connection, and the clicks that take it, one after the other. Confined to the rush's thread. */
final class RushConnection {

    private static final int ANSWER_BYTES_MAX = 8_192;
    private static final String HEAD_END = "\r\n\r\n";
    private static final String CLOSING = "\r\nconnection: close\r\n";
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final List<Click> clicks;
    private final List<String> answers = new ArrayList<>();
    private final ByteBuffer received = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private boolean connecting = true;
    private boolean waiting;
    private long sentNanos;

    private RushConnection(SocketChannel channel, Selector selector, List<Click> clicks) throws IOException {
        this.channel = channel;
        this.clicks = List.copyOf(clicks);
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    static RushConnection open(Selector selector, InetSocketAddress address, List<Click> clicks) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        RushConnection connection = new RushConnection(channel, selector, clicks);
        if (channel.connect(address)) {
            connection.connected();
        }
        return connection;
    }

    boolean isConnecting() {
        return connecting;
    }

    /** Whether an answer is still to come. */
    boolean isWaiting() {
        return waiting;
    }

    void connected() {
        try {
            if (channel.finishConnect()) {
                connecting = false;
                key.interestOps(SelectionKey.OP_READ);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Sends the next click, if there is one. */
    void sendNext() {
        if (answers.size() == clicks.size()) {
            return;
        }
        ByteBuffer request =
                ByteBuffer.wrap(clicks.get(answers.size()).request().getBytes(StandardCharsets.US_ASCII));
        sentNanos = System.nanoTime();
        waiting = true;
        try {
            while (request.hasRemaining()) {
                if (channel.write(request) == 0) {
                    throw new IOException("a request does not fit the socket's buffer");
                }
            }
        } catch (IOException gone) {
            fail("closed");
        }
    }

    /** Reads what has come; returns how many answers are complete with it, which is one or none. */
    int read() {
        try {
            if (channel.read(received) < 0) {
                fail(received.position() == 0 ? "closed" : "cut off");
                return 0;
            }
        } catch (IOException reset) {
            fail(received.position() == 0 ? "reset" : "cut off");
            return 0;
        }
        String text = new String(received.array(), 0, received.position(), StandardCharsets.UTF_8);
        int headEnd = text.indexOf(HEAD_END);
        if (headEnd < 0) {
            return 0;
        }
        String head = text.substring(0, headEnd + 2);
        String body = text.substring(headEnd + HEAD_END.length());
        if (body.getBytes(StandardCharsets.UTF_8).length < length(head)) {
            return 0;
        }
        answer(Integer.parseInt(head.substring(9, 12)), "", body);
        received.clear();
        waiting = false;
        if (head.toLowerCase(Locale.ROOT).contains(CLOSING)) {
            key.cancel();
        } else {
            sendNext();
        }
        return 1;
    }

    /** One line for each click, those without an answer too. */
    List<String> answers() {
        if (waiting) {
            fail("none in time");
        }
        while (answers.size() < clicks.size()) {
            answer(0, "not sent", "");
        }
        return answers;
    }

    void close() throws IOException {
        channel.close();
    }

    private void fail(String how) {
        if (waiting) {
            answer(0, how, "");
        }
        waiting = false;
        key.cancel();
    }

    private void answer(int status, String failure, String body) {
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sentNanos);
        Click click = clicks.get(answers.size());
        answers.add("{\"connection\":" + click.connection() + ",\"port\":" + click.port() + ",\"member\":\""
                + click.member() + "\",\"opening\":\"" + click.opening() + "\",\"quota\":\"" + click.quota()
                + "\",\"status\":" + status + ",\"failure\":\"" + failure + "\",\"micros\":" + micros + ",\"body\":"
                + (body.isEmpty() ? "{}" : body) + "}");
    }

    private static int length(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            throw new IllegalStateException("an answer without a length:\n" + head);
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)).strip());
    }
}
