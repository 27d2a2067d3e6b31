package boxoffice.api.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A program that asks the same thing over and over, over a few connections, at a pace; until it is closed. */
public final class Flood implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final int AT_ONCE = 25;
    private static final Duration ANSWERS_MAX = Duration.ofSeconds(60);

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<byte[]> batches;
    private final long pauseNanos;
    private volatile boolean closed;

    private Flood(List<byte[]> batches, int perSecond) {
        this.batches = batches;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) * AT_ONCE * CONNECTIONS / perSecond;
    }

    /**
     * Starts.
     *
     * @param tokens taken in turn; none for a request without
     * @param forwarded what {@code X-Forwarded-For} says; empty for none
     */
    public static Flood of(ServiceProcess service, String path, List<String> tokens, String forwarded, int perSecond) {
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (forwarded.isEmpty() ? "" : "X-Forwarded-For: " + forwarded + "\r\n");
        List<byte[]> batches = new ArrayList<>();
        for (int from = 0; from < Math.max(1, tokens.size()); from += AT_ONCE) {
            StringBuilder batch = new StringBuilder();
            for (int i = 0; i < AT_ONCE; i++) {
                batch.append(head);
                if (!tokens.isEmpty()) {
                    batch.append("Authorization: Bearer ")
                            .append(tokens.get((from + i) % tokens.size()))
                            .append("\r\n");
                }
                batch.append("\r\n");
            }
            batches.add(batch.toString().getBytes(StandardCharsets.US_ASCII));
        }
        Flood flood = new Flood(batches, perSecond);
        for (int i = 0; i < CONNECTIONS; i++) {
            flood.start(service.port(), i);
        }
        return flood;
    }

    /** Returns when so many answers have come. */
    public void awaitAnswers(int count) {
        Poll.until("answers to a flood: " + told(), ANSWERS_MAX, () -> answers() >= count);
    }

    public int status(int status) {
        AtomicInteger count = statuses.get(status);
        return count == null ? 0 : count.get();
    }

    /** For a person to read. */
    public String told() {
        return "answers by status " + statuses;
    }

    private int answers() {
        return statuses.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void start(int port, int index) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            Thread thread = new Thread(() -> run(socket, index), "flood-" + index);
            thread.start();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void run(Socket socket, int index) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
            long next = System.nanoTime();
            for (int i = index; !closed; i++) {
                socket.getOutputStream().write(batches.get(i % batches.size()));
                for (int answer = 0; answer < AT_ONCE; answer++) {
                    statuses.computeIfAbsent(read(in), status -> new AtomicInteger())
                            .incrementAndGet();
                }
                next += pauseNanos;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (IOException ended) {
            if (!closed) {
                statuses.computeIfAbsent(0, status -> new AtomicInteger()).incrementAndGet();
            }
        }
    }

    private static int read(InputStream in) throws IOException {
        int status = 0;
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (status == 0) {
                status = Integer.parseInt(line.substring(9, 12));
            } else if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        closed = true;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException gone) {
                // and that is all that was wanted
            }
        }
    }
}
