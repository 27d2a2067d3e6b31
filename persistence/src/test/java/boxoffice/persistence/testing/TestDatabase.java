package boxoffice.persistence.testing;

import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The database of the integration tests: a writer and a replica that follows it, migrated, one pair for the whole JVM.
 * A test keeps apart from others by creating openings of its own.
 *
 * <p>The system property {@code boxoffice.test.database} says which: {@code embedded}, the MariaDB that the product
 * embeds, or {@code mysql}, two containers of the image named by {@code boxoffice.test.mysqlImage}.
 */
public final class TestDatabase {

    private static final Duration REPLICA_LIMIT = Duration.ofSeconds(60);

    private static @Nullable TestDatabase shared;
    private static @Nullable String startFailure;

    private final TestServers servers;

    private TestDatabase(TestServers servers) {
        this.servers = servers;
    }

    /** Starts at the first call; ends with the JVM. Where it does not start, every test fails with the reason. */
    public static synchronized TestDatabase shared() {
        if (startFailure != null) {
            throw new IllegalStateException("The test database did not start for an earlier test: " + startFailure);
        }
        if (shared == null) {
            try {
                shared = start();
            } catch (RuntimeException failure) {
                startFailure = String.valueOf(failure.getMessage());
                throw failure;
            }
        }
        return shared;
    }

    /** As the application sees the writer: may change rows, not tables. */
    public DatabaseEndpoint writer() {
        return servers.writer();
    }

    /** As the application sees the replica: may read. */
    public DatabaseEndpoint reader() {
        return servers.reader();
    }

    /** As migrations see the writer: may change tables. */
    public DatabaseEndpoint owner() {
        return servers.owner();
    }

    public DatabaseEndpoint writerAdmin() {
        return servers.writerAdmin();
    }

    public DatabaseEndpoint readerAdmin() {
        return servers.readerAdmin();
    }

    /** The writer with all rights. */
    public Sql writerSql() {
        return Sql.on(servers.writerAdmin());
    }

    /** The replica with all rights. */
    public Sql readerSql() {
        return Sql.on(servers.readerAdmin());
    }

    public boolean isMariaDb() {
        return servers.isMariaDb();
    }

    /** Returns when the replica has all that the writer has at this moment; fails after ten seconds. */
    public void awaitReplica() throws SQLException {
        if (!servers.replicaCatchesUp(REPLICA_LIMIT)) {
            throw new AssertionError("the replica has not caught up within " + REPLICA_LIMIT.toSeconds() + " seconds");
        }
    }

    static String mySqlImage() {
        return System.getProperty("boxoffice.test.mysqlImage", "mysql:8.4");
    }

    /** The build folder of the module that is tested. */
    static Path target() {
        return Path.of(System.getProperty("basedir", "")).resolve("target").toAbsolutePath();
    }

    /** The MariaDB binaries, for every embedded cluster of the module's tests. */
    public static Path base() {
        return target().resolve("mariadb-base");
    }

    private static TestDatabase start() {
        String kind = System.getProperty("boxoffice.test.database", "embedded");
        TestServers servers =
                switch (kind) {
                    case "embedded" -> EmbeddedServers.start();
                    case "mysql" -> MySqlContainers.start(mySqlImage());
                    default ->
                        throw new IllegalStateException(
                                "boxoffice.test.database is \"" + kind + "\"; it may be embedded or mysql");
                };
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop-test-database"));
        Migrations.migrate(servers.owner());
        return new TestDatabase(servers);
    }
}
