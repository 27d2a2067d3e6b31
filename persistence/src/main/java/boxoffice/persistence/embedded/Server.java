package boxoffice.persistence.embedded;

import boxoffice.persistence.embedded.Accounts.Account;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running {@code mariadbd} on an installed data folder.
 *
 * <p>Launching returns at once, so that two servers come up side by side; {@link #awaitAdmin} waits. Used by one thread
 * at a time.
 */
final class Server {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
    private static final int PORTS_TRIED_MAX = 5;
    private static final long ROOT = 0;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerHome home;
    private final Binaries binaries;
    private final Accounts accounts;
    private final List<String> moreArguments;

    private Process process;
    private int port;
    private long logStart;

    private Server(ServerHome home, Binaries binaries, Accounts accounts, List<String> moreArguments)
            throws IOException {
        this.home = home;
        this.binaries = binaries;
        this.accounts = accounts;
        this.moreArguments = moreArguments;
        this.port = freePort();
        this.logStart = logSize(home);
        this.process = run();
    }

    static Server launch(ServerHome home, Binaries binaries, Accounts accounts, List<String> moreArguments)
            throws IOException {
        Files.createDirectories(home.temporary());
        if (Files.exists(home.log())) {
            Files.move(home.log(), home.previousLog(), StandardCopyOption.REPLACE_EXISTING);
        }
        return new Server(home, binaries, accounts, moreArguments);
    }

    DatabaseEndpoint endpoint(Account account) {
        return accounts.endpoint(account, port);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    ServerHome home() {
        return home;
    }

    /**
     * Waits until the server takes connections.
     *
     * @throws EmbeddedClusterException when it ends or does not listen in time
     */
    AdminSession awaitAdmin() throws IOException {
        Deadline deadline = Deadline.in(START_LIMIT);
        int portsTried = 1;
        while (true) {
            if (!process.isAlive()) {
                if (!portWasTaken() || portsTried == PORTS_TRIED_MAX) {
                    throw failed("ended with exit code " + process.exitValue() + " while starting");
                }
                portsTried++;
                port = freePort();
                logStart = logSize(home);
                process = run();
            }
            try {
                AdminSession session = AdminSession.open(endpoint(Account.ADMIN));
                if (session.value("SELECT @@server_id")
                        .equals(String.valueOf(home.role().serverId()))) {
                    Files.deleteIfExists(home.initFile());
                    return session;
                }
                // Our own other server took the port between our look at it and ours binding it; this one is about to
                // end.
                session.close();
            } catch (SQLException notYet) {
                LOG.trace("the {} does not listen yet", home.role(), notYet);
            }
            if (deadline.isOver()) {
                throw failed("took no connection within " + START_LIMIT.toSeconds() + " seconds");
            }
            deadline.pause();
        }
    }

    /** Asks the server to end in good order; returns at once. */
    void askToStop() {
        process.destroy();
    }

    /** Waits for its end until the deadline, then kills it. Not interruptible: a server left behind would be worse. */
    void awaitStop(Deadline deadline) {
        if (!ended(deadline.remainingMillis())) {
            LOG.warn(
                    "The {} of the embedded cluster did not stop in time and is killed; its log is {}",
                    home.role(),
                    home.log());
            process.destroyForcibly();
            if (!ended(KILL_LIMIT.toMillis())) {
                LOG.error("The {} of the embedded cluster, pid {}, survives being killed", home.role(), process.pid());
            }
        }
    }

    EmbeddedClusterException failed(String what) {
        String said = lastErrorInLog();
        return new EmbeddedClusterException("The " + home.role() + " of the embedded cluster " + what
                + (said.isEmpty() ? "" : ", its last error is \"" + said + "\"") + "; its log is " + home.log());
    }

    private boolean ended(long millis) {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Process run() throws IOException {
        Accounts.writeSecret(home.initFile(), accounts.initStatements());
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().put("LD_LIBRARY_PATH", binaries.libraries().toString());
        builder.environment()
                .put("DYLD_FALLBACK_LIBRARY_PATH", binaries.libraries().toString());
        return builder.directory(home.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()))
                .redirectErrorStream(true)
                .start();
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(binaries.server().toString());
        command.add("--no-defaults"); // must come first
        command.add(home.dataArgument()); // early: a long command line is cut off where processes are listed
        command.add("--basedir=" + binaries.folder());
        command.add("--tmpdir=" + home.temporary());
        command.add("--pid-file=" + home.pidFile());
        command.add("--init-file=" + home.initFile());
        command.add("--server-id=" + home.role().serverId());

        command.add("--bind-address=" + Accounts.HOST);
        command.add("--port=" + port);
        command.add("--socket="); // none at all: its path may have 107 characters only, and nobody uses it
        command.add("--skip-ssl"); // else a certificate is made at every start, which takes seconds
        command.add("--skip-name-resolve");
        command.add("--max-connections=300");
        command.add("--max-allowed-packet=64M");
        command.add("--local-infile=0");

        command.add("--log-bin=binlog");
        command.add("--relay-log=relaylog");
        command.add("--binlog-format=ROW");
        command.add("--binlog-annotate-row-events=0"); // else a batch is written twice: its rows and its statement
        command.add("--log-slave-updates=1");
        command.add("--gtid-strict-mode=1");
        command.add("--skip-slave-start"); // the writer has another port since
        command.add("--sync-binlog=1");
        command.add("--innodb-flush-log-at-trx-commit=1");

        command.add("--transaction-isolation=READ-COMMITTED");
        command.add("--character-set-server=utf8mb4");
        command.add("--collation-server=utf8mb4_bin");
        command.add("--default-time-zone=+00:00");
        if (home.role() == Role.WRITER) {
            command.add("--innodb-buffer-pool-size=256M");
        } else {
            command.add("--innodb-buffer-pool-size=128M");
            command.add("--read-only=1");
            command.add("--relay-log-recovery=1");
        }
        if (isRoot()) {
            command.add("--user=root");
        }
        command.addAll(moreArguments);
        return command;
    }

    /** The user's name says nothing in a container without a user list; the owner of a file that we just wrote does. */
    private boolean isRoot() throws IOException {
        return ((Number) Files.getAttribute(home.initFile(), "unix:uid")).longValue() == ROOT;
    }

    /** Free at this moment. That another process takes it before the server does is seen and tried again. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private boolean portWasTaken() {
        return logOfThisRun().contains("Bind on TCP/IP port");
    }

    private String lastErrorInLog() {
        String last = "";
        for (String line : logOfThisRun().split("\n", -1)) {
            int error = line.indexOf("[ERROR]");
            // The last line of a failed start is always "Aborting", which says nothing.
            if (error >= 0 && !line.endsWith("Aborting")) {
                last = line.substring(error + "[ERROR]".length()).strip();
            }
        }
        return last;
    }

    private String logOfThisRun() {
        try {
            byte[] log = Files.readAllBytes(home.log());
            int start = (int) Math.min(logStart, log.length);
            return new String(log, start, log.length - start, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static long logSize(ServerHome home) throws IOException {
        return Files.exists(home.log()) ? Files.size(home.log()) : 0;
    }
}
