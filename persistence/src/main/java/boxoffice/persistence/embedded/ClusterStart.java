package boxoffice.persistence.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to bring both servers up, level with each other. Keeps what it has started, so that a failure at any step
 * can be undone. Used by one thread.
 */
final class ClusterStart {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterStart.class);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final ServerHome writerHome;
    private final ServerHome replicaHome;
    private final Binaries binaries;
    private final Accounts accounts;
    private final EmbeddedClusterSettings settings;

    private @Nullable Server writer;
    private @Nullable Server replica;

    ClusterStart(
            ServerHome writerHome,
            ServerHome replicaHome,
            Binaries binaries,
            Accounts accounts,
            EmbeddedClusterSettings settings) {
        this.writerHome = writerHome;
        this.replicaHome = replicaHome;
        this.binaries = binaries;
        this.accounts = accounts;
        this.settings = settings;
    }

    /** Both running and level. */
    record Servers(Server writer, Server replica) {

        /** Both at once; the time is bounded. */
        void stop() {
            stopAll(writer, replica);
        }
    }

    Servers run() throws IOException {
        if (!writerHome.data().isInstalled()) {
            // A replica of a writer that is gone follows nobody.
            replicaHome.data().delete();
            writerHome.data().copyFrom(binaries.template());
        }
        Server startedWriter = launch(writerHome);
        writer = startedWriter;
        if (!replicaHome.data().isInstalled()) {
            replicaHome.data().copyFrom(binaries.template());
        }
        Server startedReplica = launch(replicaHome);
        replica = startedReplica;
        try (AdminSession onWriter = startedWriter.awaitAdmin()) {
            try {
                replicate(startedWriter, onWriter, startedReplica);
            } catch (Replication.BrokenReplica broken) {
                LOG.warn(
                        "The replica of the embedded cluster is built anew from the writer's binlog: {}",
                        broken.getMessage());
                startedReplica = rebuildReplica(startedWriter, onWriter, startedReplica);
            }
        }
        return new Servers(startedWriter, startedReplica);
    }

    void undo() {
        stopAll(writer, replica);
    }

    private Server launch(ServerHome home) throws IOException {
        return Server.launch(home, binaries, accounts, settings.serverArguments());
    }

    private static void replicate(Server writer, AdminSession onWriter, Server replica)
            throws IOException, Replication.BrokenReplica {
        try (AdminSession onReplica = awaitReplica(replica)) {
            new Replication(writer, onWriter, onReplica).startAndCatchUp();
        } catch (SQLException failure) {
            // Were it the writer's fault, the second attempt would fail as well, and say so.
            throw new Replication.BrokenReplica(String.valueOf(failure.getMessage()));
        }
    }

    private static AdminSession awaitReplica(Server replica) throws IOException, Replication.BrokenReplica {
        try {
            return replica.awaitAdmin();
        } catch (EmbeddedClusterException doesNotStart) {
            if (Thread.currentThread().isInterrupted()) {
                throw doesNotStart;
            }
            throw new Replication.BrokenReplica(String.valueOf(doesNotStart.getMessage()));
        }
    }

    private Server rebuildReplica(Server startedWriter, AdminSession onWriter, Server broken) throws IOException {
        stopAll(broken);
        replicaHome.data().delete();
        replicaHome.data().copyFrom(binaries.template());
        Server rebuilt = launch(replicaHome);
        replica = rebuilt;
        try {
            replicate(startedWriter, onWriter, rebuilt);
        } catch (Replication.BrokenReplica again) {
            throw new EmbeddedClusterException(
                    "The replica of the embedded cluster was built anew and does not follow the writer: "
                            + again.getMessage() + "; its log is " + replicaHome.log());
        }
        return rebuilt;
    }

    private static void stopAll(@Nullable Server... servers) {
        for (Server server : servers) {
            if (server != null) {
                server.askToStop();
            }
        }
        Deadline deadline = Deadline.in(STOP_LIMIT);
        for (Server server : servers) {
            if (server != null) {
                server.awaitStop(deadline);
            }
        }
    }
}
