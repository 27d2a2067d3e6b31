package boxoffice.load.compare;

import boxoffice.load.compare.peer.PeerApplication;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conventional peer, in one of its two forms, each with the pool that suits it best and a schema of its own. */
final class Peer implements Contestant {

    static final String INSERT_FIRST = "insert-first";
    static final String FOR_UPDATE = "for-update";

    private final String style;
    private final int port;
    private final Database admin;
    private final ServerProcess process;

    private Peer(String style, int port, Database admin, ServerProcess process) {
        this.style = style;
        this.port = port;
        this.admin = admin;
        this.process = process;
    }

    static Peer start(String style, int poolSize, Path folder, DatabaseServer server) {
        String schema = schema(style);
        Database database = server.writer();
        int port = FreePorts.next();
        server.create(schema);
        server.admin()
                .execute(
                        schema,
                        "CREATE TABLE opening (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, quota INT NOT NULL,"
                                + " claimed INT NOT NULL DEFAULT 0, opens_at DATETIME(3) NOT NULL)",
                        "CREATE TABLE ticket (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, opening_id BIGINT NOT NULL,"
                                + " member_id VARCHAR(64) NOT NULL,"
                                + " claimed_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),"
                                + " UNIQUE KEY one_each (opening_id, member_id))");
        ServerProcess process = ServerProcess.java(
                style,
                folder,
                List.of(
                        "-Xms512m",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PeerApplication.class.getName(),
                        "--peer.style=" + style,
                        "--server.port=" + port,
                        "--server.tomcat.accept-count=4096",
                        "--server.tomcat.max-keep-alive-requests=-1",
                        "--spring.datasource.url=" + database.jdbcUrl(schema),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.hikari.maximum-pool-size=" + poolSize,
                        "--spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED"),
                Map.of("SPRING_DATASOURCE_PASSWORD", database.password()));
        return new Peer(style, port, server.admin(), process.ready(URI.create("http://localhost:" + port + "/ready")));
    }

    @Override
    public String name() {
        return style;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public boolean verifiesTokens() {
        return false;
    }

    @Override
    public boolean believesNames() {
        return false;
    }

    @Override
    public List<String> openings(int count, int quota, Instant opensAt) {
        List<String> ids = new ArrayList<>();
        try (Connection connection = admin.connect(schema(style));
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO opening (quota, opens_at) VALUES (?, FROM_UNIXTIME(?))",
                        Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < count; i++) {
                insert.setInt(1, quota);
                insert.setLong(2, opensAt.getEpochSecond());
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    ids.add(keys.getString(1));
                }
            }
            return ids;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public Optional<Books> books(List<String> openings) {
        String ids = String.join(",", openings);
        String schema = schema(style);
        return Optional.of(new Books(
                admin.count(schema, "SELECT COUNT(*) FROM ticket WHERE opening_id IN (" + ids + ")"),
                admin.count(schema, "SELECT SUM(claimed) FROM opening WHERE id IN (" + ids + ")")));
    }

    @Override
    public Duration cpu() {
        return process.cpu();
    }

    @Override
    public double residentMegabytesMax() {
        return process.residentMegabytesMax();
    }

    @Override
    public Optional<Meters> meters() {
        return Optional.empty();
    }

    @Override
    public void forgetBlocks() {}

    @Override
    public Optional<Duration> longestBlock() {
        return Optional.empty();
    }

    @Override
    public void close() {
        process.close();
    }

    private static String schema(String style) {
        return "compare_" + style.replace('-', '_');
    }
}
