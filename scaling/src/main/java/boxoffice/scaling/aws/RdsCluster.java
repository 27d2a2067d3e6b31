package boxoffice.scaling.aws;

import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import boxoffice.scaling.writer.ClusterState;
import boxoffice.scaling.writer.ClusterState.Member;
import boxoffice.scaling.writer.Runbook;
import boxoffice.scaling.writer.WriterCluster;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/** An Aurora cluster. The service only reads it: its role may not do any of the rest, which is for an operator. */
public final class RdsCluster implements WriterCluster, AutoCloseable {

    private static final String REPLACES = "boxoffice:replaces";

    private final RdsClient client;
    private final String cluster;

    private RdsCluster(RdsClient client, String cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    public static RdsCluster open(AwsNames names) {
        return new RdsCluster(AwsCapacities.configured(RdsClient.builder()).build(), names.cluster());
    }

    @Override
    public ClusterState read() {
        DBCluster found = cluster();
        Map<String, DBInstance> instances = instances();
        List<Member> members = found.dbClusterMembers().stream()
                .filter(member -> instances.containsKey(member.dbInstanceIdentifier()))
                .map(member -> member(member, instances.get(member.dbInstanceIdentifier())))
                .toList();
        return new ClusterState(cluster, found.status(), members);
    }

    @Override
    public void create(String id, String instanceClass, String replaces) {
        DBInstance like = instances().get(replaces);
        if (like == null) {
            throw new AwsTroubleException(
                    Kind.MISSING, "there is no instance " + replaces, new IllegalStateException("no instance"));
        }
        make(
                "create " + id,
                () -> client.createDBInstance(request -> request.dbInstanceIdentifier(id)
                        .dbClusterIdentifier(cluster)
                        .dbInstanceClass(instanceClass)
                        .engine(like.engine())
                        .promotionTier(Runbook.FIRST)
                        .enablePerformanceInsights(like.performanceInsightsEnabled())
                        .autoMinorVersionUpgrade(false)
                        .tags(Tag.builder().key(REPLACES).value(replaces).build())));
    }

    @Override
    public void setTier(String id, int tier) {
        make(
                "set the priority of " + id,
                () -> client.modifyDBInstance(request ->
                        request.dbInstanceIdentifier(id).promotionTier(tier).applyImmediately(true)));
    }

    @Override
    public void failOver(String target) {
        make(
                "fail over to " + target,
                () -> client.failoverDBCluster(
                        request -> request.dbClusterIdentifier(cluster).targetDBInstanceIdentifier(target)));
    }

    @Override
    public void delete(String id) {
        make(
                "delete " + id,
                () -> client.deleteDBInstance(
                        request -> request.dbInstanceIdentifier(id).skipFinalSnapshot(true)));
    }

    @Override
    public void close() {
        client.close();
    }

    private DBCluster cluster() {
        List<DBCluster> found =
                make("read", () -> client.describeDBClusters(request -> request.dbClusterIdentifier(cluster))
                        .dbClusters());
        if (found.isEmpty()) {
            throw new AwsTroubleException(
                    Kind.MISSING, "there is no cluster " + cluster, new IllegalStateException("no cluster"));
        }
        return found.get(0);
    }

    private Map<String, DBInstance> instances() {
        return make("read instances", () -> client.describeDBInstancesPaginator().dbInstances().stream()
                .filter(instance -> cluster.equals(instance.dbClusterIdentifier()))
                .collect(Collectors.toMap(DBInstance::dbInstanceIdentifier, Function.identity())));
    }

    private static Member member(DBClusterMember member, @Nullable DBInstance instance) {
        if (instance == null) {
            throw new IllegalStateException("filtered before");
        }
        return new Member(
                instance.dbInstanceIdentifier(),
                instance.dbInstanceClass(),
                instance.dbInstanceStatus(),
                Boolean.TRUE.equals(member.isClusterWriter()),
                instance.promotionTier() == null ? Runbook.USUAL : instance.promotionTier(),
                instance.instanceCreateTime(),
                instance.tagList().stream()
                        .filter(tag -> tag.key().equals(REPLACES))
                        .map(Tag::value)
                        .findFirst()
                        .orElse(null));
    }

    @CanIgnoreReturnValue
    private <T> T make(String what, Supplier<T> call) {
        return AwsCalls.make("cluster " + cluster + ": " + what, call);
    }
}
