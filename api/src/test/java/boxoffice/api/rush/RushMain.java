package boxoffice.api.rush;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads clicks from a file, connects all their connections, sends the first click of each at once and the others as the
 * answers come in, and writes what came back, one JSON object a line. One thread, sockets of the JDK and nothing else:
 * it must take little of the machine that it shares with the service. Arguments: the file of clicks, the file of
 * answers, and after how many seconds it ends whatever is missing.
 *
 * <p>Prints {@code fired} when the first clicks are on their way, and {@code answered n} each time another ten are
 * answered.
 */
public final class RushMain {

    private static final Duration CONNECTED_MAX = Duration.ofSeconds(10);
    private static final int TOLD_EVERY = 10;

    private final Selector selector = Selector.open();
    private final List<RushConnection> connections = new ArrayList<>();
    private int answered;
    private int told;

    private RushMain() throws IOException {}

    /** Runs one rush. */
    public static void main(String[] arguments) throws IOException {
        Duration atMost = Duration.ofSeconds(Long.parseLong(arguments[2]));
        RushMain rush = new RushMain();
        try {
            rush.connect(Files.readAllLines(Path.of(arguments[0])));
            rush.fire();
            rush.gather(System.nanoTime() + atMost.toNanos());
        } finally {
            rush.write(Path.of(arguments[1]));
        }
    }

    private void connect(List<String> lines) throws IOException {
        Map<Integer, List<Click>> clicks = new LinkedHashMap<>();
        for (String line : lines) {
            Click click = Click.ofLine(line);
            clicks.computeIfAbsent(click.connection(), connection -> new ArrayList<>())
                    .add(click);
        }
        for (List<Click> ofOne : clicks.values()) {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), ofOne.get(0).port());
            connections.add(RushConnection.open(selector, address, ofOne));
        }
        long deadline = System.nanoTime() + CONNECTED_MAX.toNanos();
        while (connections.stream().anyMatch(RushConnection::isConnecting) && System.nanoTime() - deadline < 0) {
            select(key -> of(key).connected());
        }
        if (connections.stream().anyMatch(RushConnection::isConnecting)) {
            throw new IllegalStateException("not all are connected");
        }
        System.out.println("connected " + connections.size());
    }

    private void fire() {
        connections.forEach(RushConnection::sendNext);
        System.out.println("fired");
    }

    private void gather(long deadline) throws IOException {
        while (connections.stream().anyMatch(RushConnection::isWaiting) && System.nanoTime() - deadline < 0) {
            select(key -> answered += of(key).read());
            if (answered - told >= TOLD_EVERY) {
                told = answered;
                System.out.println("answered " + told);
            }
        }
    }

    private void select(Consumer<SelectionKey> each) throws IOException {
        int ready = selector.select(100);
        assert ready >= 0;
        selector.selectedKeys().forEach(each);
        selector.selectedKeys().clear();
    }

    private static RushConnection of(SelectionKey key) {
        return (RushConnection) key.attachment();
    }

    private void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (RushConnection connection : connections) {
                for (String line : connection.answers()) {
                    out.write(line);
                    out.newLine();
                }
            }
        }
        for (RushConnection connection : connections) {
            connection.close();
        }
    }
}
