package boxoffice.load.compare;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bound: a server that does nothing but answer. */
final class Bare implements Contestant {

    static final String NAME = "bare-vertx";

    private final int port;
    private final ServerProcess process;

    private Bare(int port, ServerProcess process) {
        this.port = port;
        this.process = process;
    }

    static Bare start(Path folder) {
        int port = FreePorts.next();
        ServerProcess process = ServerProcess.java(
                "bare",
                folder,
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        Integer.toString(port)),
                Map.of());
        return new Bare(port, process.ready(URI.create("http://localhost:" + port + "/")));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public boolean verifiesTokens() {
        return false;
    }

    @Override
    public boolean believesNames() {
        return false;
    }

    @Override
    public List<String> openings(int count, int quota, Instant opensAt) {
        return Collections.nCopies(count, "1");
    }

    @Override
    public Optional<Books> books(List<String> openings) {
        return Optional.empty();
    }

    @Override
    public Duration cpu() {
        return process.cpu();
    }

    @Override
    public double residentMegabytesMax() {
        return process.residentMegabytesMax();
    }

    @Override
    public Optional<Meters> meters() {
        return Optional.empty();
    }

    @Override
    public void forgetBlocks() {}

    @Override
    public Optional<Duration> longestBlock() {
        return Optional.empty();
    }

    @Override
    public void close() {
        process.close();
    }
}
