package boxoffice.persistence.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an embedded cluster lives.
 *
 * @param folder its data, passwords and logs, kept from run to run; one process at a time holds it
 * @param base where the MariaDB binaries are unpacked (about 500 MB); clusters may share one
 * @param serverArguments given to both servers after our own, so they win, such as {@code --performance-schema=ON}
 */
public record EmbeddedClusterSettings(Path folder, Path base, List<String> serverArguments) {

    public EmbeddedClusterSettings {
        serverArguments = List.copyOf(serverArguments);
    }

    /** All in one folder, with no further arguments. */
    public static EmbeddedClusterSettings in(Path folder) {
        return new EmbeddedClusterSettings(folder, folder.resolve("base"), List.of());
    }

    public EmbeddedClusterSettings withBase(Path otherBase) {
        return new EmbeddedClusterSettings(folder, otherBase, serverArguments);
    }

    public EmbeddedClusterSettings withServerArguments(String... arguments) {
        return new EmbeddedClusterSettings(folder, base, List.of(arguments));
    }
}
