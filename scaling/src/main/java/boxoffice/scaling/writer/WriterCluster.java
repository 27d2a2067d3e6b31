package boxoffice.scaling.writer;

/**
 * The control plane of one cluster. Blocks, for a bounded time. Failures are
 * {@link boxoffice.scaling.reconcile.AwsTroubleException}.
 */
public interface WriterCluster {

    ClusterState read();

    /** Creates an instance like the writer but for its class, at the highest priority of failover. */
    void create(String id, String instanceClass, String replaces);

    void setTier(String id, int tier);

    /** Fails over to that one and no other. */
    void failOver(String target);

    void delete(String id);
}
