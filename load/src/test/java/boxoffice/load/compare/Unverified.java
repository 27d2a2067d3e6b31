package boxoffice.load.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A Boxoffice that believes everybody, to see what verifying costs: one class of its jar is replaced by one that takes
 * a token for a member's name. It is compiled against the jar, so that it fails where the jar has changed.
 */
final class Unverified {

    private Unverified() {}

    /** A folder which belongs on the class path before the jar. */
    static Path classPath(Path jar, Path folder) {
        Path classes = folder.resolve("unverified");
        Path source = classes.resolve("Tokens.java");
        try (InputStream text = Unverified.class.getResourceAsStream("Tokens.java.txt")) {
            Files.createDirectories(classes);
            Files.write(source, text == null ? new byte[0] : text.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-cp",
                jar.toString(),
                "-d",
                classes.toString(),
                source.toString());
        if (failed != 0) {
            throw new IllegalStateException("the class of an unverified Boxoffice does not fit its jar any more");
        }
        return classes;
    }
}
