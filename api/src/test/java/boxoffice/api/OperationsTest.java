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

/** What the operations document points at is there. */
final class OperationsTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void everyTestItNamesIsThere() throws IOException {
        Set<String> there = new TreeSet<>();
        for (String module : new String[] {"domain", "persistence", "metrics", "scaling", "api"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                there.addAll(files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet()));
            }
        }
        assertThat(there).containsAll(named(TEST));
    }

    @Test
    void everyFileItLinksToIsThere() throws IOException {
        assertThat(named(LINK)).isNotEmpty().allMatch(file -> Files.exists(ROOT.resolve(file)));
    }

    private static Set<String> named(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(Files.readString(ROOT.resolve("OPERATIONS.md")));
        Set<String> names = new TreeSet<>();
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }
}
