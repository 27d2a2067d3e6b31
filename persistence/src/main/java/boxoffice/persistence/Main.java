package boxoffice.persistence;

import boxoffice.persistence.embedded.EmbeddedCluster;
import boxoffice.persistence.embedded.EmbeddedClusterException;
import boxoffice.persistence.migration.MigrationException;
import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The module run alone: starts the embedded cluster, migrates it, prints where it listens, and stops it at Ctrl-C.
 *
 * <p>The folder is the first argument, else {@code BOXOFFICE_DATA_DIR}, else {@code .boxoffice} in the working
 * directory.
 */
public final class Main {

    private static final long STOP_LIMIT_SECONDS = 25;

    private Main() {}

    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "boxoffice/persistence/alone-logback.xml");
        }
        Thread main = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruptAndWait(main, ended), "stop-embedded-cluster"));
        int exitCode = runUntilInterrupted(folder(arguments));
        ended.countDown();
        System.exit(exitCode);
    }

    private static int runUntilInterrupted(Path folder) {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            Migrations.migrate(cluster.owner());
            System.out.println("The embedded cluster in " + folder.toAbsolutePath() + " is ready. Ctrl-C stops it.");
            print("writer", cluster.writer());
            print("reader", cluster.reader());
            print("owner", cluster.owner());
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException ctrlC) {
            System.out.println("The embedded cluster is stopped, its data stays.");
            return 0;
        } catch (EmbeddedClusterException | MigrationException failure) {
            System.err.println(failure.getMessage());
            return 1;
        }
    }

    /** The main thread closes everything, also in the middle of the start; the hook only wakes it and waits for it. */
    private static void interruptAndWait(Thread main, CountDownLatch ended) {
        main.interrupt();
        try {
            if (!ended.await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "The embedded cluster did not stop in time; the next start on its folder will end it.");
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path folder(String[] arguments) {
        if (arguments.length > 0) {
            return Path.of(arguments[0]);
        }
        String fromEnvironment = System.getenv("BOXOFFICE_DATA_DIR");
        return Path.of(fromEnvironment == null || fromEnvironment.isBlank() ? ".boxoffice" : fromEnvironment);
    }

    private static void print(String name, DatabaseEndpoint endpoint) {
        System.out.println(name + "  mysql://" + endpoint.user() + ":"
                + endpoint.password().value() + "@" + endpoint.host() + ":" + endpoint.port() + "/"
                + endpoint.database());
    }
}
