package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.persistence.migration.MigrationException;
import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.testing.Certificates;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A MariaDB of its own, with a certificate for {@code localhost}, and users that it lets in over TLS only. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class DatabaseTlsIT {

    private static Path folder;
    private static Vertx vertx;
    private static Process server;
    private static int port;
    private static Certificates ours;
    private static Certificates strangers;

    @BeforeAll
    static void startAServerWithACertificate(@TempDir Path fresh) throws IOException, InterruptedException {
        folder = fresh;
        Assumptions.assumeTrue(TestDatabase.shared().isMariaDb(), "starts a MariaDB of its own");
        vertx = Vertx.vertx();
        ours = Certificates.of(folder, "localhost");
        strangers = Certificates.of(folder, "stranger.example");
        server = start(ours);
    }

    @AfterAll
    static void stopIt() throws InterruptedException {
        if (server != null) {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void aServerThatTheAuthorityVouchesForIsTaken() {
        DatabaseEndpoint verified = endpoint("localhost").verifiedBy(ours.certificate());

        assertThat(connect(verified)).isEqualTo(verified);
        Migrations.migrate(verified);
    }

    @Test
    void oneThatItDoesNotVouchForIsRefused() {
        DatabaseEndpoint unknown = endpoint("localhost").verifiedBy(strangers.certificate());

        assertThatThrownBy(() -> connect(unknown)).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> Migrations.migrate(unknown)).isInstanceOf(MigrationException.class);
    }

    @Test
    void oneWithACertificateForAnotherNameIsRefused() {
        DatabaseEndpoint elsewhere = endpoint("127.0.0.1").verifiedBy(ours.certificate());

        assertThatThrownBy(() -> connect(elsewhere)).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> Migrations.migrate(elsewhere)).isInstanceOf(MigrationException.class);
    }

    @Test
    void withoutTlsTheServerLetsNobodyIn() {
        assertThatThrownBy(() -> connect(endpoint("localhost"))).isInstanceOf(CompletionException.class);
    }

    private static DatabaseEndpoint connect(DatabaseEndpoint endpoint) {
        return EndpointCheck.writer(vertx, List.of(endpoint))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static DatabaseEndpoint endpoint(String host) {
        return new DatabaseEndpoint(host, port, "boxoffice", "tls", new Password("tls"));
    }

    private static Process start(Certificates certificates) throws IOException {
        port = freePort();
        Path data = folder.resolve("data");
        copy(installed(), data);
        Path accounts = Files.writeString(folder.resolve("accounts.sql"), """
                CREATE DATABASE boxoffice;
                CREATE USER 'tls'@'localhost' IDENTIFIED BY 'tls' REQUIRE SSL;
                GRANT ALL ON *.* TO 'tls'@'localhost';
                """);
        Process started = new ProcessBuilder(
                        installed()
                                .resolveSibling(platform())
                                .resolve("bin/mariadbd")
                                .toString(),
                        "--no-defaults",
                        "--user=root",
                        "--datadir=" + data,
                        "--basedir=" + installed().resolveSibling(platform()),
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + folder.resolve("s"),
                        "--init-file=" + accounts,
                        "--ssl-cert=" + certificates.certificate(),
                        "--ssl-key=" + certificates.key())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "stop-tls-server"));
        awaitPort(started);
        return started;
    }

    private static void awaitPort(Process started) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(connected.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                if (!started.isAlive() || System.nanoTime() - deadline > 0) {
                    throw new AssertionError(Files.readString(folder.resolve("server.log")), notYet);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private static String platform() throws IOException {
        return installed().getFileName().toString().replaceFirst("-installed$", "");
    }

    private static Path installed() throws IOException {
        try (Stream<Path> folders = Files.list(TestDatabase.base())) {
            return folders.filter(each -> each.getFileName().toString().endsWith("-installed"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = Files.copy(file, to.resolve(from.relativize(file).toString()));
                assertThat(copy).exists();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
