package boxoffice.load.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The one database server of all contestants: a cluster that Boxoffice's own jar starts, a MySQL in a container, or a
 * MySQL that is there. On the cluster everybody's writes are replicated too. Every contestant has a schema of its own,
 * made anew.
 */
final class DatabaseServer implements AutoCloseable {

    private static final String DOCKER = "docker:";

    private final Database admin;
    private final Database reader;
    private final Delays delays;
    private final DelayProxy writerWay;
    private final DelayProxy readerWay;
    private final AutoCloseable server;

    private DatabaseServer(Database admin, Database reader, Delays delays, AutoCloseable server) {
        this.admin = admin;
        this.reader = reader;
        this.delays = delays;
        this.server = server;
        this.writerWay = DelayProxy.before(admin.host(), admin.port(), delays);
        this.readerWay = DelayProxy.before(reader.host(), reader.port(), delays);
    }

    /** @param which {@code mariadb}, {@code docker:IMAGE}, or {@code mysql://user:password@host:port/} */
    static DatabaseServer start(String which, Path jar, Path folder, Delays delays) {
        if (which.startsWith("mysql:")) {
            Database there = Database.at(URI.create(which), true);
            return new DatabaseServer(there, there, delays, () -> {});
        }
        if (which.startsWith(DOCKER)) {
            MySqlContainer container = MySqlContainer.start(which.substring(DOCKER.length()));
            Database started = Database.at(container.uri(), true);
            return new DatabaseServer(started, started, delays, container);
        }
        if (which.equals("mariadb")) {
            return embedded(jar, folder, delays);
        }
        throw new IllegalArgumentException("--database: mariadb, docker:IMAGE or mysql://..., not " + which);
    }

    private static DatabaseServer embedded(Path jar, Path folder, Delays delays) {
        Path data = folder.resolve("cluster");
        ServerProcess process = ServerProcess.java(
                        "cluster",
                        folder,
                        List.of("-cp", jar.toString(), "boxoffice.persistence.Main", data.toString()),
                        Map.of())
                .said("owner  mysql://");
        String password = password(data);
        Database writer = Database.at(endpoint(process, "writer"), false).as("boxoffice_admin", password);
        Database reader = Database.at(endpoint(process, "reader"), false).as("boxoffice_admin", password);
        grow(writer);
        grow(reader);
        return new DatabaseServer(writer, reader, delays, process);
    }

    /** To what a server for a crowd has, and MySQL has here too; the embedded default is for a developer's machine. */
    private static void grow(Database server) {
        server.execute(
                "",
                "SET GLOBAL innodb_log_file_size = " + MySqlContainer.REDO_LOG_BYTES,
                "SET GLOBAL innodb_buffer_pool_size = " + MySqlContainer.BUFFER_POOL_BYTES);
    }

    /** For who prepares and checks: with no delay. */
    Database admin() {
        return admin;
    }

    /** For contestants: with the delays. */
    Database writer() {
        return delays.isNone() ? admin : admin.by(writerWay.port());
    }

    /** For contestants: with the delays. */
    Database reader() {
        return delays.isNone() ? reader : reader.by(readerWay.port());
    }

    /** Drops the schema if an earlier comparison left it, and makes it. */
    void create(String schema) {
        admin.execute(
                "",
                "DROP DATABASE IF EXISTS " + schema,
                "CREATE DATABASE " + schema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }

    /** How many COMMITs were slow; they must have been if they should be. */
    long slowCommits() {
        return delays.isNone() ? 0 : writerWay.commits();
    }

    boolean isSlow() {
        return !delays.commit().isZero();
    }

    @Override
    public String toString() {
        return admin.version() + " at " + admin.host() + ":" + admin.port()
                + (delays.isNone() ? "" : ", with " + delays);
    }

    @Override
    public void close() {
        writerWay.close();
        readerWay.close();
        try {
            server.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static URI endpoint(ServerProcess process, String name) {
        return process.output()
                .lines()
                .filter(line -> line.startsWith(name + "  mysql://"))
                .map(line -> URI.create(line.substring(name.length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    private static String password(Path data) {
        String admin = "boxoffice_admin=";
        try {
            return Files.readAllLines(data.resolve("passwords")).stream()
                    .filter(line -> line.startsWith(admin))
                    .map(line -> line.substring(admin.length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
