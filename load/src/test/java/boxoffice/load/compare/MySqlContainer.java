package boxoffice.load.compare;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A real MySQL in a container, as durable as the embedded cluster's writer: every commit is synced twice. On the host's
 * network, since Docker's proxy for ports would be a process more that takes part.
 */
final class MySqlContainer implements AutoCloseable {

    static final long BUFFER_POOL_BYTES = 1L << 30;
    static final long REDO_LOG_BYTES = 2L << 30;

    private static final Duration READY_MAX = Duration.ofMinutes(2);

    private final GenericContainer<?> container;
    private final URI uri;

    private MySqlContainer(GenericContainer<?> container, URI uri) {
        this.container = container;
        this.uri = uri;
    }

    // The caller closes it, through close().
    @SuppressWarnings("resource")
    static MySqlContainer start(String image) {
        String password = UUID.randomUUID().toString().replace("-", "");
        int port = FreePorts.next();
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withEnv("MYSQL_ROOT_PASSWORD", password)
                .withCommand(
                        "--port=" + port,
                        "--server-id=1",
                        "--log-bin=binlog",
                        "--gtid-mode=ON",
                        "--enforce-gtid-consistency=ON",
                        "--sync-binlog=1",
                        "--innodb-flush-log-at-trx-commit=1",
                        "--innodb-buffer-pool-size=" + BUFFER_POOL_BYTES,
                        "--innodb-redo-log-capacity=" + REDO_LOG_BYTES,
                        "--max-connections=300",
                        "--max-allowed-packet=64M",
                        "--character-set-server=utf8mb4",
                        "--collation-server=utf8mb4_bin",
                        "--default-time-zone=+00:00",
                        "--skip-name-resolve")
                .waitingFor(Wait.forLogMessage(".*ready for connections.*port: " + port + ".*\\n", 1)
                        .withStartupTimeout(READY_MAX));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "end-mysql")); // stopping twice is well
        return new MySqlContainer(container, URI.create("mysql://root:" + password + "@127.0.0.1:" + port + "/"));
    }

    /** Of its administrator. */
    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        container.stop();
    }
}
