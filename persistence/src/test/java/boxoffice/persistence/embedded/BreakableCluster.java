package boxoffice.persistence.embedded;

import boxoffice.persistence.embedded.Accounts.Account;
import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The embedded pair for those who want to break it: its servers can be killed, stopped, opened again on the same volume
 * (as Aurora's next writer does), and swapped. Blocking; used by one thread. A server that was opened again has another
 * port.
 */
public final class BreakableCluster implements AutoCloseable {

    /** What the fault tables mean by "never plain asynchronous": no COMMIT is answered before the replica has it. */
    private static final String WAIT_FOR_REPLICA =
            "SET GLOBAL rpl_semi_sync_master_enabled=1, GLOBAL rpl_semi_sync_master_timeout=600000";

    private static final String DO_NOT_WAIT = "SET GLOBAL rpl_semi_sync_master_enabled=0";

    private final Path folder;
    private final Hold hold;
    private final Binaries binaries;
    private final Accounts accounts;
    private Server writer;
    private Server replica;
    private long writableSinceNanos;

    private BreakableCluster(Path folder, Path base, Hold hold) throws IOException {
        this.folder = folder;
        this.hold = hold;
        Files.createDirectories(base);
        binaries = Binaries.in(base.toRealPath());
        ServerHome writerHome = ServerHome.of(Role.WRITER, folder);
        ServerHome replicaHome = ServerHome.of(Role.REPLICA, folder);
        Orphans.end(writerHome, replicaHome);
        accounts = Accounts.keptIn(folder);
        writer = install(writerHome, false);
        replica = install(replicaHome, true);
    }

    /** Starts a fresh, migrated pair in the folder, which is deleted at the end. */
    public static BreakableCluster start(Path folder, Path base) throws IOException, SQLException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        Hold hold = Hold.tryOn(real).orElseThrow(() -> new IllegalStateException(real + " is in use"));
        BreakableCluster cluster = new BreakableCluster(real, base, hold);
        try (AdminSession onWriter = cluster.writer.awaitAdmin();
                AdminSession onReplica = cluster.replica.awaitAdmin()) {
            follow(onReplica, cluster.writer);
            onReplica.execute("SET GLOBAL read_only=1");
            onWriter.execute(DO_NOT_WAIT);
        }
        Migrations.migrate(cluster.writer.endpoint(Account.OWNER));
        return cluster;
    }

    /** The server that is the writer now, with the application's account. */
    public DatabaseEndpoint writer() {
        return writer.endpoint(Account.APPLICATION);
    }

    /** The server that is the replica now, with the application's account: that of a writer to be. */
    public DatabaseEndpoint replica() {
        return replica.endpoint(Account.APPLICATION);
    }

    /** The server that is the replica now, with the reader's account. */
    public DatabaseEndpoint reader() {
        return replica.endpoint(Account.READER);
    }

    public DatabaseEndpoint owner() {
        return writer.endpoint(Account.OWNER);
    }

    public DatabaseEndpoint replicaOwner() {
        return replica.endpoint(Account.OWNER);
    }

    public DatabaseEndpoint writerAdmin() {
        return writer.endpoint(Account.ADMIN);
    }

    public DatabaseEndpoint replicaAdmin() {
        return replica.endpoint(Account.ADMIN);
    }

    /** From now on COMMIT is answered when the replica has it too. */
    public void waitForReplica() throws IOException, SQLException {
        try (AdminSession session = writer.awaitAdmin()) {
            session.execute(WAIT_FOR_REPLICA);
        }
    }

    /** From now on the replica may lack what was acknowledged; for a mutant, or where the volume is what lasts. */
    public void doNotWaitForReplica() throws IOException, SQLException {
        try (AdminSession session = writer.awaitAdmin()) {
            session.execute(DO_NOT_WAIT);
        }
    }

    /** {@code kill -9}. */
    public void killWriter() throws InterruptedException {
        kill(writer);
    }

    /** {@code kill -9}. */
    public void killReplica() throws InterruptedException {
        kill(replica);
    }

    /** Another process on the volume of the writer that was killed; returns when it takes connections. */
    public void reopenWriter() throws IOException {
        writer = launch(writer.home(), false);
        writer.awaitAdmin().close();
    }

    /** SIGSTOP. */
    public void stopWriter() throws IOException, InterruptedException {
        signal(writer, "STOP");
    }

    /** SIGCONT. */
    public void continueWriter() throws IOException, InterruptedException {
        signal(writer, "CONT");
    }

    /** SIGSTOP. */
    public void stopReplica() throws IOException, InterruptedException {
        signal(replica, "STOP");
    }

    /** SIGCONT. */
    public void continueReplica() throws IOException, InterruptedException {
        signal(replica, "CONT");
    }

    /**
     * The replica stops listening to the writer, as when the link between them is cut. A writer that waits for it then
     * answers no COMMIT any more.
     */
    public void cutReplication() throws IOException, SQLException {
        try (AdminSession session = replica.awaitAdmin()) {
            session.execute("STOP SLAVE IO_THREAD");
        }
    }

    /** From now on the replica shows what the writer had so many seconds ago; zero for as soon as it can. */
    public void delayReplica(int seconds) throws IOException, SQLException {
        try (AdminSession session = replica.awaitAdmin()) {
            session.execute("STOP SLAVE");
            session.execute("CHANGE MASTER TO MASTER_DELAY=" + seconds);
            session.execute("START SLAVE");
        }
    }

    /** What the replica has becomes the truth; it takes writes when this returns. The old writer is not asked. */
    public void promoteReplica() throws IOException, SQLException {
        Server old = writer;
        writer = replica;
        replica = old;
        try (AdminSession session = writer.awaitAdmin()) {
            awaitApplied(session);
            session.execute("STOP SLAVE");
            session.execute("RESET SLAVE ALL");
            session.execute("SET GLOBAL read_only=0");
        }
    }

    /**
     * The roles change places, in good order: nothing is lost, and open connections stay where they are. Returns when
     * the new writer takes writes; the old one follows it from then on.
     */
    public void swap() throws IOException, SQLException {
        try (AdminSession onOld = writer.awaitAdmin();
                AdminSession onNew = replica.awaitAdmin()) {
            onOld.execute("SET GLOBAL read_only=1");
            String position = onOld.value("SELECT @@global.gtid_binlog_pos");
            onOld.execute(DO_NOT_WAIT);
            if (!onNew.value("SELECT MASTER_GTID_WAIT('" + position + "', 60)").equals("0")) {
                throw new IllegalStateException("the replica does not catch up");
            }
            onNew.execute("STOP SLAVE");
            onNew.execute("RESET SLAVE ALL");
            onNew.execute("SET GLOBAL read_only=0");
        }
        writableSinceNanos = System.nanoTime();
        Server old = writer;
        writer = replica;
        replica = old;
    }

    /** When the last {@link #swap()} let the new writer write, by {@link System#nanoTime()}. */
    public long writableSinceNanos() {
        return writableSinceNanos;
    }

    /** To be called after {@link #swap()}: the former writer follows the new one. */
    public void followAgain() throws IOException, SQLException {
        try (AdminSession session = replica.awaitAdmin()) {
            follow(session, writer);
        }
    }

    /** A new replica in the place of one that is dead or has gone another way; returns when it is level. */
    public void rebuildReplica() throws IOException, SQLException, InterruptedException {
        if (replica.process().isAlive()) {
            signal(replica, "CONT");
            kill(replica);
        }
        replica.home().data().delete();
        replica = install(replica.home(), true);
        try (AdminSession session = replica.awaitAdmin()) {
            follow(session, writer);
            session.execute("SET GLOBAL read_only=1");
        }
        awaitReplica();
    }

    /** Returns when the replica has all that the writer has now. */
    public void awaitReplica() throws IOException, SQLException {
        try (AdminSession onWriter = writer.awaitAdmin();
                AdminSession onReplica = replica.awaitAdmin()) {
            String position = onWriter.value("SELECT @@global.gtid_binlog_pos");
            for (int waits = 1;
                    !onReplica
                            .value("SELECT MASTER_GTID_WAIT('" + position + "', 5)") // a session gives up after 10 s
                            .equals("0");
                    waits++) {
                if (waits == 12) {
                    throw new IllegalStateException("the replica does not catch up");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Server server : List.of(writer, replica)) {
            boolean unused = server.process().destroyForcibly();
        }
        try {
            for (Server server : List.of(writer, replica)) {
                awaitEnd(server);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        hold.close();
        new DataFolder(folder).delete();
    }

    private Server install(ServerHome home, boolean readOnly) throws IOException {
        Files.createDirectories(home.folder());
        home.data().delete();
        home.data().copyFrom(binaries.template());
        return launch(home, readOnly);
    }

    private Server launch(ServerHome home, boolean readOnly) throws IOException {
        return Server.launch(
                home,
                binaries,
                accounts,
                List.of(
                        "--read-only=" + (readOnly ? 1 : 0),
                        "--log-slave-updates=1",
                        "--rpl-semi-sync-slave-enabled=1",
                        "--rpl-semi-sync-master-wait-point=AFTER_SYNC"));
    }

    /** From the beginning of the source's binlog, or from where both have been together. */
    private static void follow(AdminSession follower, Server source) throws SQLException {
        follower.execute("STOP SLAVE");
        String own = follower.value("SELECT @@global.gtid_binlog_pos");
        if (!own.isEmpty()) {
            follower.execute("SET GLOBAL gtid_slave_pos='" + own + "'");
        }
        follower.execute(
                "CHANGE MASTER TO MASTER_HOST='" + Accounts.HOST + "', MASTER_PORT="
                        + source.endpoint(Account.REPLICATION).port() + ", MASTER_USER='" + Account.REPLICATION.user()
                        + "', MASTER_PASSWORD='"
                        + source.endpoint(Account.REPLICATION).password().value()
                        + "', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1, MASTER_SSL=0, MASTER_SSL_VERIFY_SERVER_CERT=0");
        follower.execute("START SLAVE");
    }

    /** What has been received is applied before anybody writes, or it would be lost. */
    private static void awaitApplied(AdminSession session) throws SQLException {
        session.execute("STOP SLAVE IO_THREAD");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!session.row("SHOW SLAVE STATUS")
                .getOrDefault("Slave_SQL_Running_State", "")
                .startsWith("Slave has read all relay log")) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the replica does not apply what it has: "
                        + session.row("SHOW SLAVE STATUS").get("Slave_SQL_Running_State"));
            }
        }
    }

    private static void kill(Server server) throws InterruptedException {
        boolean unused = server.process().destroyForcibly();
        awaitEnd(server);
    }

    private static void awaitEnd(Server server) throws InterruptedException {
        try {
            Object unused = server.process().onExit().get(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException survives) {
            throw new IllegalStateException(survives);
        }
    }

    private static void signal(Server server, String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(server.process().pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + name + " failed");
        }
    }
}
