package boxoffice.persistence.testing;

import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.Password;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Real MySQL: two containers, with the accounts, rights and durability of the embedded cluster. */
final class MySqlContainers implements TestServers {

    private static final String DATABASE = "boxoffice";
    // A replica sends no more than 32 characters.
    private static final String PASSWORD = UUID.randomUUID().toString().replace("-", "");
    private static final String WRITER_ALIAS = "writer";

    private final Network network;
    private final MySQLContainer writer;
    private final MySQLContainer replica;

    private MySqlContainers(Network network, MySQLContainer writer, MySQLContainer replica) {
        this.network = network;
        this.writer = writer;
        this.replica = replica;
    }

    static MySqlContainers start(String image) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "The tests are to run on MySQL (boxoffice.test.database=mysql), and for that "
                            + "Docker is needed, which does not answer here. Without the property they run on the embedded MariaDB.");
        }
        MySqlContainers servers = new MySqlContainers(Network.newNetwork(), container(image, 1), container(image, 2));
        try {
            servers.writer.setNetwork(servers.network);
            servers.writer.setNetworkAliases(List.of(WRITER_ALIAS));
            servers.replica.setNetwork(servers.network);
            Startables.deepStart(servers.writer, servers.replica).join();
            servers.replicate();
            return servers;
        } catch (SQLException | RuntimeException failure) {
            servers.close();
            throw new IllegalStateException(
                    isMissingImage(failure)
                            ? "The tests are to run on MySQL, and for that the Docker image " + image
                                    + " is needed, and Testcontainers' own ryuk unless TESTCONTAINERS_RYUK_DISABLED=true;"
                                    + " one of them is neither here nor to be had."
                                    + " Another MySQL is named by -Dboxoffice.test.mysqlImage=mysql:9.7"
                            : "The two MySQL containers of the tests did not start and replicate: "
                                    + failure.getMessage(),
                    failure);
        }
    }

    @Override
    public DatabaseEndpoint writer() {
        return endpoint(writer, "boxoffice_application");
    }

    @Override
    public DatabaseEndpoint reader() {
        return endpoint(replica, "boxoffice_reader");
    }

    @Override
    public DatabaseEndpoint owner() {
        return endpoint(writer, "boxoffice_owner");
    }

    @Override
    public DatabaseEndpoint writerAdmin() {
        return endpoint(writer, "root");
    }

    @Override
    public DatabaseEndpoint readerAdmin() {
        return endpoint(replica, "root");
    }

    @Override
    public boolean isMariaDb() {
        return false;
    }

    @Override
    public boolean replicaCatchesUp(Duration limit) throws SQLException {
        String executed = Sql.on(writerAdmin()).text("SELECT @@global.gtid_executed");
        return Sql.on(readerAdmin())
                        .number("SELECT WAIT_FOR_EXECUTED_GTID_SET(?, ?)", executed, limit.toMillis() / 1000.0)
                == 0;
    }

    @Override
    public void close() {
        replica.stop();
        writer.stop();
        network.close();
    }

    private void replicate() throws SQLException {
        createAccounts(writerAdmin());
        createAccounts(readerAdmin());
        // Each container has written its own initialisation into its binlog, which the other must not repeat.
        forgetTransactions(writerAdmin());
        forgetTransactions(readerAdmin());
        Sql onReplica = Sql.on(readerAdmin());
        onReplica.run("CHANGE REPLICATION SOURCE TO SOURCE_HOST='" + WRITER_ALIAS
                + "', SOURCE_PORT=3306, SOURCE_USER='boxoffice_replication', SOURCE_PASSWORD='" + PASSWORD
                + "', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1, SOURCE_CONNECT_RETRY=1");
        onReplica.run("START REPLICA");
        onReplica.run("SET GLOBAL read_only = 1");
    }

    static void createAccounts(DatabaseEndpoint admin) throws SQLException {
        Sql sql = Sql.on(admin);
        sql.run("ALTER DATABASE " + DATABASE + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        createAccount(sql, "boxoffice_owner", "ALL PRIVILEGES ON " + DATABASE + ".*");
        createAccount(sql, "boxoffice_application", "SELECT, INSERT, UPDATE, DELETE ON " + DATABASE + ".*");
        createAccount(sql, "boxoffice_reader", "SELECT ON " + DATABASE + ".*");
        createAccount(sql, "boxoffice_replication", "REPLICATION SLAVE ON *.*");
    }

    private static void createAccount(Sql sql, String user, String rights) throws SQLException {
        sql.run("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
        sql.run("GRANT " + rights + " TO '" + user + "'@'%'");
    }

    private static void forgetTransactions(DatabaseEndpoint admin) throws SQLException {
        Sql sql = Sql.on(admin);
        boolean oldWords = sql.text("SELECT VERSION()").startsWith("8.0");
        sql.run(oldWords ? "RESET MASTER" : "RESET BINARY LOGS AND GTIDS");
    }

    static DatabaseEndpoint endpoint(MySQLContainer container, String user) {
        return new DatabaseEndpoint(
                container.getHost(),
                container.getMappedPort(MySQLContainer.MYSQL_PORT),
                DATABASE,
                user,
                new Password(PASSWORD));
    }

    // The caller closes it, through close().
    @SuppressWarnings("resource")
    static MySQLContainer container(String image, int serverId) {
        return new MySQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mysql"))
                .withDatabaseName(DATABASE)
                .withUsername("root")
                .withPassword(PASSWORD)
                .withCommand(
                        "--server-id=" + serverId,
                        "--log-bin=binlog",
                        "--gtid-mode=ON",
                        "--enforce-gtid-consistency=ON",
                        "--sync-binlog=1",
                        "--innodb-flush-log-at-trx-commit=1",
                        "--innodb-buffer-pool-size=256M",
                        "--max-connections=300",
                        "--max-allowed-packet=64M",
                        "--transaction-isolation=READ-COMMITTED",
                        "--character-set-server=utf8mb4",
                        "--collation-server=utf8mb4_bin",
                        "--default-time-zone=+00:00",
                        "--skip-name-resolve");
    }

    private static boolean isMissingImage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContainerFetchException) {
                return true;
            }
        }
        return false;
    }
}
