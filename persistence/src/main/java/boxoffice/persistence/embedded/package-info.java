/**
 * The database that needs no installation: a MariaDB writer and one replica that really replicates, as two child
 * processes with their data in a folder. Read {@code EmbeddedCluster} first, then {@code ClusterStart} (the order of
 * things), {@code Server} (one process) and {@code Replication}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
