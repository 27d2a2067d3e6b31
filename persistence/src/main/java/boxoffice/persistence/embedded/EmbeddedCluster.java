package boxoffice.persistence.embedded;

import boxoffice.persistence.embedded.Accounts.Account;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A MariaDB writer and one replica that follows it by GTID, as child processes on 127.0.0.1 with their data in one
 * folder.
 *
 * <p><strong>Promises.</strong> What a server has acknowledged as committed is there after {@link #close()}, after
 * {@code kill -9} of the servers and of this JVM. The writer's data is never deleted; a replica that is broken, or has
 * gone another way than the writer, is thrown away at the next start and built anew from the writer's binlog. One
 * process at a time holds a folder. The folder may lie anywhere, also under {@code java.io.tmpdir}.
 *
 * <p><strong>Threads.</strong> {@link #start} and {@link #close} block, for seconds; never call them on an event loop.
 * Endpoints may be read from any thread.
 *
 * <p><strong>Failure.</strong> {@link EmbeddedClusterException}, and then nothing is left running. No shutdown hook is
 * installed: who starts the cluster closes it. A JVM that dies without closing leaves the servers running, and the next
 * start on the folder ends them.
 *
 * <p>For development, demonstration and tests: both servers stand on one disk, so this is no protection against losing
 * it.
 */
public final class EmbeddedCluster implements AutoCloseable {

    private final Hold hold;
    private final ClusterStart.Servers servers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedCluster(Hold hold, ClusterStart.Servers servers) {
        this.hold = hold;
        this.servers = servers;
    }

    /** Starts with everything in one folder. */
    public static EmbeddedCluster start(Path folder) {
        return start(EmbeddedClusterSettings.in(folder));
    }

    /**
     * Starts both servers, and returns when the replica has all that the writer has. The first start in a base folder
     * unpacks the binaries and takes about five seconds, a later one less than two; more on a busy machine.
     *
     * @throws EmbeddedClusterException when that does not succeed, or another process holds the folder
     */
    public static EmbeddedCluster start(EmbeddedClusterSettings settings) {
        try {
            Path folder = prepared(settings.folder());
            Hold hold = Hold.tryOn(folder)
                    .orElseThrow(() -> new EmbeddedClusterException("The embedded cluster in " + folder
                            + " is in use by " + Hold.holder(folder) + "; end that first, or give another folder."));
            boolean started = false;
            try {
                EmbeddedCluster cluster = new EmbeddedCluster(hold, startServers(folder, settings));
                started = true;
                return cluster;
            } finally {
                if (!started) {
                    hold.close();
                }
            }
        } catch (IOException failure) {
            throw new EmbeddedClusterException(
                    "The embedded cluster in " + settings.folder() + " cannot use its files: " + failure, failure);
        }
    }

    /** The writer as the application sees it: reads and writes rows of the database, changes no tables. */
    public DatabaseEndpoint writer() {
        return servers.writer().endpoint(Account.APPLICATION);
    }

    /** The replica as the application sees it: reads only, by its rights and by the server's own setting. */
    public DatabaseEndpoint reader() {
        return servers.replica().endpoint(Account.READER);
    }

    /** The writer as migrations see it: may change the tables of the database. */
    public DatabaseEndpoint owner() {
        return servers.writer().endpoint(Account.OWNER);
    }

    /** The writer with all rights: for counters, {@code KILL} and faults in tests. The service has no use for it. */
    public DatabaseEndpoint writerAdmin() {
        return servers.writer().endpoint(Account.ADMIN);
    }

    /** The replica with all rights, which include writing in spite of its being read-only. */
    public DatabaseEndpoint readerAdmin() {
        return servers.replica().endpoint(Account.ADMIN);
    }

    ProcessHandle writerProcess() {
        return servers.writer().process();
    }

    ProcessHandle readerProcess() {
        return servers.replica().process();
    }

    /** Stops both servers in good order, or kills what has not ended after ten seconds. Harmless when called again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                servers.stop();
            } finally {
                hold.close();
            }
        }
    }

    private static ClusterStart.Servers startServers(Path folder, EmbeddedClusterSettings settings) throws IOException {
        ServerHome writer = ServerHome.of(Role.WRITER, folder);
        ServerHome replica = ServerHome.of(Role.REPLICA, folder);
        Orphans.end(writer, replica);
        ensurePrivate(writer.folder());
        ensurePrivate(replica.folder());
        Accounts accounts = Accounts.keptIn(folder);
        Binaries binaries = Binaries.in(prepared(settings.base()));
        ClusterStart start = new ClusterStart(writer, replica, binaries, accounts, settings);
        boolean started = false;
        try {
            ClusterStart.Servers servers = start.run();
            started = true;
            return servers;
        } finally {
            if (!started) {
                start.undo();
            }
        }
    }

    private static Path prepared(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        // Asked first, for JDK 17 takes a link to a folder for something in the way.
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute);
        }
        return absolute.toRealPath();
    }

    private static void ensurePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
