package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The servers of a cluster, as one of them tells: so that an Aurora replica which is made for a scale-up is watched by
 * its own name before it becomes the writer, without a change of settings and whatever DNS says then. What is told says
 * only whom to ask; who the writer is, each server says for itself.
 *
 * @param members asks for the names of all servers, one a row
 * @param named the endpoint of a server by its name
 */
record Topology(String members, Function<String, DatabaseEndpoint> named) {

    /** More than a cluster of Aurora has. */
    static final int SERVERS_MAX = 16;

    /** Aurora MySQL's; a server that has been gone for five minutes is not told any more. */
    private static final String AURORA_MEMBERS = "SELECT server_id FROM information_schema.replica_host_status"
            + " WHERE last_update_timestamp > UTC_TIMESTAMP() - INTERVAL 5 MINUTE";

    /** Of a cluster: name.cluster-id.region.rds.amazonaws.com, and -ro for its readers. */
    private static final Pattern CLUSTER = Pattern.compile(
            "[^.]+\\.cluster-(?:ro-|custom-)?(?<suffix>[^.]+\\.[^.]+\\.rds\\.amazonaws\\.com(?:\\.cn)?)");

    /** One for each cluster of Aurora that these endpoints name; other servers do not tell of each other. */
    static List<Topology> of(List<DatabaseEndpoint> endpoints) {
        Map<String, Topology> all = new LinkedHashMap<>();
        for (DatabaseEndpoint endpoint : endpoints) {
            Matcher cluster = CLUSTER.matcher(endpoint.host());
            if (cluster.matches()) {
                String suffix = cluster.group("suffix");
                all.putIfAbsent(suffix, new Topology(AURORA_MEMBERS, server -> endpoint.at(server + "." + suffix)));
            }
        }
        return List.copyOf(all.values());
    }

    /** Asks over this connection; the future fails as the driver does. */
    Future<List<DatabaseEndpoint>> ask(SqlConnection connection) {
        return connection.query(members).execute().map(rows -> {
            List<DatabaseEndpoint> told = new ArrayList<>();
            rows.forEach(row -> told.add(named.apply(row.getString(0))));
            return told.subList(0, Math.min(SERVERS_MAX, told.size()));
        });
    }
}
