package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code SECURITY.md} names tests: a threat whose test has gone is not defended. */
class SecurityDocumentTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher matcher = TEST.matcher(Files.readString(ROOT.resolve("SECURITY.md")));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }

        assertThat(named).isNotEmpty();
        assertThat(tests()).containsAll(named);
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String module : Set.of("domain", "persistence", "metrics", "scaling", "api", "load")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                tests.addAll(files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                        .collect(Collectors.toSet()));
            }
        }
        return tests;
    }
}
