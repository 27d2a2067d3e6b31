package boxoffice.api.testing;

import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The service, started from its jar as a process of its own. Whatever happens to the test, it and its children end with
 * {@link #close()} or with this JVM.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration KILLED_MAX = Duration.ofSeconds(10);
    private static final Duration STOPPED_MAX = Duration.ofSeconds(30);
    private static final Set<ProcessHandle> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> RUNNING.forEach(ProcessHandle::destroyForcibly), "reap-service-processes"));
    }

    private static final Optional<String> ONE_COMPILER = Optional.of("-XX:TieredStopAtLevel=1");

    private static @Nullable ServiceProcess shared;

    /** How a process ended by itself. */
    public record Ended(int exitCode, String output) {}

    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;
    private final Set<ProcessHandle> children = ConcurrentHashMap.newKeySet();

    private ServiceProcess(Map<String, String> environment, Optional<String> jvmOption) {
        List<Integer> ports = freePorts();
        port = ports.get(0);
        managementPort = ports.get(1);
        log = BuiltFiles.fresh("service", ".log");
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("BOXOFFICE_HTTP_PORT", Integer.toString(port));
        all.putIfAbsent("BOXOFFICE_MANAGEMENT_PORT", Integer.toString(managementPort));
        process = launched(all, jvmOption, log);
        RUNNING.add(process.toHandle());
    }

    /**
     * Starts with these settings and free ports; returns when it is ready. Most of what a start costs is the rehearsal
     * and the second compiler, which pay where many requests follow: this one does without them.
     */
    public static ServiceProcess start(Map<String, String> environment) {
        Map<String, String> unrehearsed = new HashMap<>(environment);
        unrehearsed.put("BOXOFFICE_REHEARSAL", "off");
        return start(unrehearsed, ONE_COMPILER);
    }

    /** The same for a crowd, as in production: returns when it has rehearsed. */
    public static ServiceProcess startForACrowd(Map<String, String> environment) {
        return start(environment, Optional.empty());
    }

    private static ServiceProcess start(Map<String, String> environment, Optional<String> jvmOption) {
        ServiceProcess service = new ServiceProcess(environment, jvmOption);
        try {
            service.awaitReady(!environment.containsKey("BOXOFFICE_REHEARSAL"));
        } catch (AssertionError notReady) {
            service.close();
            throw notReady;
        }
        return service;
    }

    /** One on the database under test for all tests that only want to talk to it; ends with this JVM. */
    public static synchronized ServiceProcess shared() {
        if (shared == null) {
            shared = onTestDatabase();
        }
        return shared;
    }

    /** Starts on the database under test, with the tests' identity provider, and has rehearsed: for what is timed. */
    public static ServiceProcess onTestDatabase() {
        return start(testDatabase(), ONE_COMPILER);
    }

    /** Starts, and waits until it ends by itself. */
    public static Ended startInVain(Map<String, String> environment) {
        try (ServiceProcess service = new ServiceProcess(environment, Optional.empty())) {
            return new Ended(service.awaitEnd(READY_MAX), service.output());
        }
    }

    /** The settings of {@link #onTestDatabase()}. */
    public static Map<String, String> testDatabase() {
        TestDatabase database = TestDatabase.shared();
        return Map.of(
                "BOXOFFICE_WRITER_URI", uri(database.writer()),
                "BOXOFFICE_READER_URI", uri(database.reader()),
                "BOXOFFICE_OWNER_URI", uri(database.owner()),
                "BOXOFFICE_JWKS_URI", IdentityProvider.shared().keySet().toString());
    }

    /** As the settings spell it. */
    public static String uri(DatabaseEndpoint endpoint) {
        return "mysql://" + encoded(endpoint.user()) + ":"
                + encoded(endpoint.password().value()) + "@" + endpoint.host() + ":" + endpoint.port() + "/"
                + endpoint.database();
    }

    /** Two ports that nobody listened on just now. */
    public static List<Integer> freePorts() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    public URI management() {
        return URI.create("http://localhost:" + managementPort);
    }

    /** All it has printed, on both outputs. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}; its children live on. */
    public void kill() {
        noteChildren();
        if (!process.destroyForcibly().equals(process)) {
            throw new IllegalStateException("killed another process");
        }
        int code = awaitEnd(KILLED_MAX);
        if (code != 128 + 9) {
            throw new AssertionError("it was not killed, it had ended with code " + code + "\n" + output());
        }
    }

    /** {@code kill}: asks it to stop, and does not wait. */
    public void terminate() {
        noteChildren();
        process.destroy();
    }

    /** {@code kill -STOP} or {@code kill -CONT}. */
    public void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + name + " failed");
        }
    }

    /** Returns its exit code. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        "the service has not ended within " + atMost.toSeconds() + " s; it said:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Stops it in good order; what is left of it and its children after that is killed. */
    @Override
    public void close() {
        noteChildren();
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.toHandle().destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        RUNNING.remove(process.toHandle());
        RUNNING.removeAll(children);
    }

    private void noteChildren() {
        process.descendants().forEach(child -> {
            children.add(child);
            RUNNING.add(child);
        });
    }

    private void awaitReady(boolean rehearsed) {
        Api management = Api.at(management());
        Poll.until("the service is ready, and has rehearsed where it does; it said:\n" + output(), READY_MAX, () -> {
            if (!process.isAlive()) {
                throw new AssertionError(
                        "the service ended with code " + process.exitValue() + "; it said:\n" + output());
            }
            return management.answers("/ready", 200)
                    && output().contains(rehearsed ? "has rehearsed" : "is ready after");
        });
    }

    private static Process launched(Map<String, String> settings, Optional<String> jvmOption, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        jvmOption.ifPresent(command::add);
        command.add("-jar");
        command.add(BuiltFiles.jar().toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BOXOFFICE_"));
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
