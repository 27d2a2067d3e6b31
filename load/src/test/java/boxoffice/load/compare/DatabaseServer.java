package boxoffice.load.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one database server of all contestants: a cluster that Boxoffice's own jar starts, or a MySQL that is there. On
 * the cluster everybody's writes are replicated too.
 */
final class DatabaseServer implements AutoCloseable {

    private final Database admin;
    private final Map<String, String> boxofficeSettings;
    private final @Nullable ServerProcess process;

    private DatabaseServer(Database admin, Map<String, String> boxofficeSettings, @Nullable ServerProcess process) {
        this.admin = admin;
        this.boxofficeSettings = boxofficeSettings;
        this.process = process;
    }

    static DatabaseServer embedded(Path jar, Path folder) {
        Path data = folder.resolve("cluster");
        ServerProcess process = ServerProcess.java(
                        "cluster",
                        folder,
                        List.of("-cp", jar.toString(), "boxoffice.persistence.Main", data.toString()),
                        Map.of())
                .said("owner  mysql://");
        String writer = endpoint(process, "writer");
        Database admin = Database.at(URI.create(writer), false).as("boxoffice_admin", password(data));
        return new DatabaseServer(
                admin,
                Map.of(
                        "BOXOFFICE_WRITER_URI", writer,
                        "BOXOFFICE_READER_URI", endpoint(process, "reader"),
                        "BOXOFFICE_OWNER_URI", endpoint(process, "owner")),
                process);
    }

    /** Drops what an earlier comparison left in the schema {@code boxoffice_compare}, and in no other. */
    static DatabaseServer mysql(URI adminUri) {
        Database admin = Database.at(adminUri, true);
        admin.execute(
                "",
                "DROP DATABASE IF EXISTS boxoffice_compare",
                "CREATE DATABASE boxoffice_compare CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        String uri =
                "mysql://" + adminUri.getRawUserInfo() + "@" + admin.host() + ":" + admin.port() + "/boxoffice_compare";
        return new DatabaseServer(admin, Map.of("BOXOFFICE_WRITER_URI", uri, "BOXOFFICE_READER_URI", uri), null);
    }

    Database admin() {
        return admin;
    }

    String boxofficeSchema() {
        return process == null ? "boxoffice_compare" : "boxoffice";
    }

    Map<String, String> boxofficeSettings() {
        return boxofficeSettings;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private static String endpoint(ServerProcess process, String name) {
        return process.output()
                .lines()
                .filter(line -> line.startsWith(name + "  mysql://"))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private static String password(Path data) {
        String admin = "boxoffice_admin=";
        try {
            return Files.readAllLines(data.resolve("passwords")).stream()
                    .filter(line -> line.startsWith(admin))
                    .map(line -> line.substring(admin.length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
