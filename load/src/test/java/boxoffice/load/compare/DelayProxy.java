package boxoffice.load.compare;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A distant database with a slow disk: in front of one that is near and quick, it holds back what a client sends. Every
 * packet comes later by the round trip's delay, as on a longer wire: packets sent together come together. A COMMIT, and
 * what follows it on its connection, comes later by the commit's delay too, while its locks are held.
 *
 * <p>Two threads for a connection and direction, parked most of the time; contestants have few connections.
 */
final class DelayProxy implements AutoCloseable {

    private static final int HEADER_BYTES = 4;
    private static final int PACKETS_WAITING_MAX = 10_000;

    private final ServerSocket listening;
    private final String host;
    private final int port;
    private final Delays delays;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong commits = new AtomicLong();

    private DelayProxy(ServerSocket listening, String host, int port, Delays delays) {
        this.listening = listening;
        this.host = host;
        this.port = port;
        this.delays = delays;
    }

    static DelayProxy before(String host, int port, Delays delays) {
        try {
            DelayProxy proxy =
                    new DelayProxy(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), host, port, delays);
            proxy.thread("accepts", proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many COMMITs were held back. */
    long commits() {
        return commits.get();
    }

    @Override
    public void close() {
        close(listening);
        sockets.forEach(DelayProxy::close);
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            Socket server = new Socket(host, port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            BlockingQueue<Packet> onTheWay = new ArrayBlockingQueue<>(PACKETS_WAITING_MAX);
            thread("reads", () -> between(client, server, () -> read(client.getInputStream(), onTheWay)));
            thread("sends", () -> between(client, server, () -> send(onTheWay, server.getOutputStream())));
            thread(
                    "answers",
                    () -> between(client, server, () -> server.getInputStream().transferTo(client.getOutputStream())));
        }
    }

    private void read(InputStream from, BlockingQueue<Packet> onTheWay) throws IOException, InterruptedException {
        DataInputStream packets = new DataInputStream(new BufferedInputStream(from, 64 * 1024));
        long dueNanos = System.nanoTime();
        while (true) {
            Packet packet = Packet.read(packets);
            dueNanos = Math.max(dueNanos, System.nanoTime() + delays.roundTrip().toNanos());
            if (packet.isCommit()) {
                commits.incrementAndGet();
                dueNanos += delays.commit().toNanos();
            }
            onTheWay.put(packet.due(dueNanos));
        }
    }

    private static void send(BlockingQueue<Packet> onTheWay, OutputStream to) throws IOException, InterruptedException {
        while (true) {
            Packet packet = onTheWay.take();
            for (long left; (left = packet.dueNanos - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            to.write(packet.bytes);
        }
    }

    /** When one direction ends, all three threads do. */
    private void between(Socket client, Socket server, Task task) throws IOException, InterruptedException {
        try {
            task.run();
        } finally {
            close(client);
            close(server);
            sockets.remove(client);
            sockets.remove(server);
        }
    }

    private void thread(String does, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException | InterruptedException gone) {
                        // The connection has ended, or the proxy.
                    }
                },
                "delay-" + does);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception gone) {
            throw new IllegalStateException(gone);
        }
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    /** One packet of MySQL's protocol with its header. */
    private static final class Packet {

        private static final int QUERY = 0x03;
        private static final byte[] COMMIT = {'c', 'o', 'm', 'm', 'i', 't'};

        private final byte[] bytes;
        private final long dueNanos;

        Packet(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }

        static Packet read(DataInputStream from) throws IOException {
            byte[] header = new byte[HEADER_BYTES];
            from.readFully(header);
            int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
            byte[] bytes = new byte[HEADER_BYTES + length];
            System.arraycopy(header, 0, bytes, 0, HEADER_BYTES);
            from.readFully(bytes, HEADER_BYTES, length);
            return new Packet(bytes, 0);
        }

        Packet due(long nanos) {
            return new Packet(bytes, nanos);
        }

        /** A text that ends with it, alone or after others; one that is prepared is not recognised. */
        boolean isCommit() {
            int end = bytes.length;
            while (end > HEADER_BYTES + 1 && (bytes[end - 1] == ';' || bytes[end - 1] == ' ')) {
                end--;
            }
            if (end < HEADER_BYTES + 1 + COMMIT.length || bytes[3] != 0 || bytes[HEADER_BYTES] != QUERY) {
                return false;
            }
            for (int i = 0; i < COMMIT.length; i++) {
                if ((bytes[end - COMMIT.length + i] | 0x20) != COMMIT[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
