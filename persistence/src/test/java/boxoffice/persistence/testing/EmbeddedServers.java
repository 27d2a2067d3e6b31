package boxoffice.persistence.testing;

import boxoffice.persistence.embedded.EmbeddedCluster;
import boxoffice.persistence.embedded.EmbeddedClusterException;
import boxoffice.persistence.embedded.EmbeddedClusterSettings;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** MariaDB, as the product embeds it; in a new folder for each JVM, deleted when that ends. */
final class EmbeddedServers implements TestServers {

    private static final String FOLDER_PREFIX = "test-cluster-";

    private final Path folder;
    private final EmbeddedCluster cluster;

    private EmbeddedServers(Path folder, EmbeddedCluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    static EmbeddedServers start() {
        Path target = TestDatabase.target();
        endAbandonedOnes(target);
        Path folder = target.resolve(FOLDER_PREFIX + UUID.randomUUID());
        return new EmbeddedServers(folder, EmbeddedCluster.start(settings(folder)));
    }

    @Override
    public DatabaseEndpoint writer() {
        return cluster.writer();
    }

    @Override
    public DatabaseEndpoint reader() {
        return cluster.reader();
    }

    @Override
    public DatabaseEndpoint owner() {
        return cluster.owner();
    }

    @Override
    public DatabaseEndpoint writerAdmin() {
        return cluster.writerAdmin();
    }

    @Override
    public DatabaseEndpoint readerAdmin() {
        return cluster.readerAdmin();
    }

    @Override
    public boolean isMariaDb() {
        return true;
    }

    @Override
    public boolean replicaCatchesUp(Duration limit) throws SQLException {
        String position = Sql.on(writerAdmin()).text("SELECT @@global.gtid_binlog_pos");
        return Sql.on(readerAdmin()).number("SELECT MASTER_GTID_WAIT(?, ?)", position, limit.toMillis() / 1000.0) == 0;
    }

    @Override
    public void close() {
        cluster.close();
        delete(folder);
    }

    /** A JVM that was killed has left its servers running. To start its cluster again is to end them. */
    private static void endAbandonedOnes(Path target) {
        for (Path folder : foldersIn(target)) {
            try {
                EmbeddedCluster.start(settings(folder)).close();
            } catch (EmbeddedClusterException heldByAnotherTestRun) {
                continue;
            }
            delete(folder);
        }
    }

    private static EmbeddedClusterSettings settings(Path folder) {
        return EmbeddedClusterSettings.in(folder).withBase(TestDatabase.base());
    }

    private static List<Path> foldersIn(Path target) {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(target)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(FOLDER_PREFIX))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
