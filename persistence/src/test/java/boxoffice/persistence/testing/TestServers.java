package boxoffice.persistence.testing;

import boxoffice.persistence.pool.DatabaseEndpoint;
import java.sql.SQLException;
import java.time.Duration;

/** A writer and a replica that follows it, of either kind. */
interface TestServers extends AutoCloseable {

    DatabaseEndpoint writer();

    DatabaseEndpoint reader();

    DatabaseEndpoint owner();

    DatabaseEndpoint writerAdmin();

    DatabaseEndpoint readerAdmin();

    boolean isMariaDb();

    /** Whether the replica came to have, within the time, all that the writer has at this moment. */
    boolean replicaCatchesUp(Duration limit) throws SQLException;

    @Override
    void close();
}
