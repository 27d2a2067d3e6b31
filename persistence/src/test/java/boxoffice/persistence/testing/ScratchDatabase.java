package boxoffice.persistence.testing;

import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.sql.SQLException;

/** A migrated database of its own on the writer's server, whose tables a test may fill or spoil. */
public final class ScratchDatabase implements AutoCloseable {

    private final TestDatabase server;
    private final DatabaseEndpoint endpoint;

    public ScratchDatabase(TestDatabase server, String name) throws SQLException {
        this.server = server;
        DatabaseEndpoint admin = server.writerAdmin();
        server.writerSql().run("DROP DATABASE IF EXISTS " + name);
        server.writerSql().run("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        endpoint = new DatabaseEndpoint(admin.host(), admin.port(), name, admin.user(), admin.password());
        Migrations.migrate(endpoint);
    }

    /** With all rights. */
    public DatabaseEndpoint endpoint() {
        return endpoint;
    }

    public Sql sql() {
        return Sql.on(endpoint);
    }

    @Override
    public void close() throws SQLException {
        server.writerSql().run("DROP DATABASE " + endpoint.database());
    }
}
