package boxoffice.persistence.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The data of one server: there as a whole or not at all, whatever moment the JVM is killed at. A copy is made beside
 * it and renamed into place.
 */
record DataFolder(Path path) {

    boolean isInstalled() {
        return Files.isDirectory(path.resolve("mysql"));
    }

    void copyFrom(DataFolder template) throws IOException {
        DataFolder unfinished = new DataFolder(path.resolveSibling(path.getFileName() + ".unfinished"));
        unfinished.delete();
        Files.walkFileTree(template.path, new Copying(template.path, unfinished.path));
        Files.move(unfinished.path, path, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        if (Files.exists(path)) {
            Files.walkFileTree(path, new Deleting());
        }
    }

    private static final class Copying extends SimpleFileVisitor<Path> {

        private final Path from;
        private final Path to;

        private Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Files.createDirectory(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
