package boxoffice.persistence.testing;

import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.testcontainers.mysql.MySQLContainer;

/** A MySQL of its own, migrated, whose disk is so small that a test can fill it. */
public final class SmallDisk implements AutoCloseable {

    private static final String DATA = "/var/lib/mysql";

    private final MySQLContainer server;

    private SmallDisk(MySQLContainer server) {
        this.server = server;
    }

    public static SmallDisk start() throws SQLException {
        MySQLContainer server =
                MySqlContainers.container(TestDatabase.mySqlImage(), 3).withTmpFs(Map.of(DATA, "rw,size=700m"));
        SmallDisk small = new SmallDisk(server);
        try {
            server.start();
            MySqlContainers.createAccounts(small.writerAdmin());
            Migrations.migrate(MySqlContainers.endpoint(server, "boxoffice_owner"));
            return small;
        } catch (SQLException | RuntimeException failure) {
            small.close();
            throw failure;
        }
    }

    /** As the application sees it. */
    public DatabaseEndpoint writer() {
        return MySqlContainers.endpoint(server, "boxoffice_application");
    }

    public DatabaseEndpoint writerAdmin() {
        return MySqlContainers.endpoint(server, "root");
    }

    /** Leaves no byte. */
    public void fill() throws IOException, InterruptedException {
        in("dd if=/dev/zero of=" + DATA + "/filler bs=64k 2>/dev/null; test $(df --output=avail " + DATA
                + " | tail -1) -eq 0");
    }

    public void makeRoom() throws IOException, InterruptedException {
        in("rm " + DATA + "/filler");
    }

    @Override
    public void close() {
        server.stop();
    }

    private void in(String shell) throws IOException, InterruptedException {
        var done = server.execInContainer("sh", "-c", shell);
        if (done.getExitCode() != 0) {
            throw new IllegalStateException(shell + ": " + done);
        }
    }
}
