package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code docs/dependencies.md} against the modules. */
class DependenciesTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Pattern NAMED = Pattern.compile("`([\\w.-]+:[\\w.-]+)`");

    @Test
    void everyLibraryThatAModuleNamesHasItsReasonAndNoOtherHas() throws Exception {
        assertThat(documented()).isEqualTo(named());
    }

    private static Set<String> documented() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher matcher = NAMED.matcher(Files.readString(ROOT.resolve("docs/dependencies.md")));
        while (matcher.find()) {
            documented.add(matcher.group(1));
        }
        return documented;
    }

    private static Set<String> named() throws Exception {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path pom : folders.map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Element project = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(pom.toFile())
                        .getDocumentElement();
                NodeList dependencies = project.getElementsByTagName("dependency");
                for (int i = 0; i < dependencies.getLength(); i++) {
                    Element dependency = (Element) dependencies.item(i);
                    String group = text(dependency, "groupId");
                    if (!group.equals("boxoffice")) {
                        named.add(group + ":" + text(dependency, "artifactId"));
                    }
                }
            }
        }
        return named;
    }

    private static String text(Element dependency, String name) {
        return dependency.getElementsByTagName(name).item(0).getTextContent();
    }
}
