package boxoffice.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** Files in the module's build folder. */
public final class BuiltFiles {

    private BuiltFiles() {}

    /** The runnable jar, which {@code mvn package} makes. */
    public static Path jar() {
        Path jar = target().resolve("boxoffice.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not there: run the integration tests after mvn package");
        }
        return jar;
    }

    /** A new path that nobody else uses; nothing is there yet. */
    public static Path fresh(String prefix, String suffix) {
        try {
            Path folder = Files.createDirectories(target().resolve("integration-tests"));
            return folder.resolve(prefix + "-" + UUID.randomUUID() + suffix);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path target() {
        return Path.of(System.getProperty("basedir", "")).resolve("target").toAbsolutePath();
    }
}
