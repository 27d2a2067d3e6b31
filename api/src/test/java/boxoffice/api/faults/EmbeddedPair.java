package boxoffice.api.faults;

import boxoffice.persistence.embedded.BreakableCluster;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.testing.Sql;
import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import boxoffice.scaling.writer.ClusterState;
import boxoffice.scaling.writer.ClusterState.Member;
import boxoffice.scaling.writer.WriterCluster;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The embedded pair as AWS would show a cluster, for the runbook to act on. Creating the bigger instance gives the
 * second server its name and waits until it has all that the writer has; failing over swaps the roles of two real
 * servers, with all connections left open; who is the writer is asked of the servers themselves.
 */
final class EmbeddedPair implements WriterCluster {

    static final String NAME = "pair";
    static final String OLD_CLASS = "db.r6g.large";

    private static final String OLD = NAME + "-a";

    private final BreakableCluster cluster;
    private final Clock clock;
    private final DatabaseEndpoint first;
    private final DatabaseEndpoint second;
    private int oldTier = 1;
    private @Nullable Member replacement;
    private int swaps;

    EmbeddedPair(BreakableCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
        first = cluster.writerAdmin();
        second = cluster.replicaAdmin();
    }

    int swaps() {
        return swaps;
    }

    @Override
    public ClusterState read() {
        List<Member> members = new ArrayList<>();
        members.add(new Member(OLD, OLD_CLASS, "available", isWriter(first), oldTier, null, null));
        Member big = replacement;
        if (big != null) {
            members.add(new Member(
                    big.id(),
                    big.instanceClass(),
                    big.status(),
                    isWriter(second),
                    big.tier(),
                    big.createdAt(),
                    big.replaces()));
        }
        return new ClusterState(NAME, "available", members);
    }

    @Override
    public void create(String id, String instanceClass, String replaces) {
        act(cluster::awaitReplica);
        replacement = new Member(id, instanceClass, "available", false, 0, clock.instant(), replaces);
    }

    @Override
    public void setTier(String id, int tier) {
        if (id.equals(OLD)) {
            oldTier = tier;
            return;
        }
        throw new AssertionError("the replacement was created at the right priority: " + id + " " + tier);
    }

    @Override
    public void failOver(String target) {
        Member big = replacement;
        if (big == null || !big.id().equals(target)) {
            throw new AssertionError("nobody else can take over: " + target);
        }
        swaps++;
        act(cluster::swap);
        act(cluster::followAgain);
    }

    @Override
    public void delete(String id) {
        throw new AssertionError("the old writer stays, to roll back to: " + id);
    }

    private interface Act {
        void now() throws IOException, SQLException;
    }

    private static void act(Act act) {
        try {
            act.now();
        } catch (IOException | SQLException failure) {
            throw new AwsTroubleException(Kind.REFUSED, String.valueOf(failure.getMessage()), failure);
        }
    }

    private static boolean isWriter(DatabaseEndpoint server) {
        try {
            return Sql.on(server).number("SELECT @@global.read_only") == 0;
        } catch (SQLException failure) {
            throw new AwsTroubleException(Kind.UNREACHABLE, String.valueOf(failure.getMessage()), failure);
        }
    }
}
