package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.BuiltFiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials against the jar that people run. */
class BillOfMaterialsIT {

    /** Found in a licence's id or name; what is under any other must not get into the jar unseen. */
    private static final List<String> LICENCES =
            List.of("apache", "mit", "bsd", "epl", "eclipse", "lgpl", "cc0", "edl", "public domain", "gpl-2");

    @Test
    void itListsEveryLibraryThatTheJarHolds() throws IOException {
        assertThat(listed()).containsAll(held());
    }

    @Test
    void everyPartIsUnderALicenceThatIsAllowed() throws IOException {
        List<JsonObject> others = parts().filter(part -> !isOurs(part))
                .filter(part -> LICENCES.stream().noneMatch(licences(part)::contains))
                .toList();

        assertThat(others).isEmpty();
    }

    private static Set<String> listed() throws IOException {
        Set<String> listed = new TreeSet<>();
        parts().forEach(part ->
                listed.add(part.getString("group") + ":" + part.getString("name") + ":" + part.getString("version")));
        return listed;
    }

    private static Stream<JsonObject> parts() throws IOException {
        JsonObject bill = new JsonObject(Files.readString(BuiltFiles.jar().resolveSibling("boxoffice-bom.json")));
        return bill.getJsonArray("components").stream().map(JsonObject.class::cast);
    }

    private static boolean isOurs(JsonObject part) {
        return part.getString("group").equals("boxoffice");
    }

    private static String licences(JsonObject part) {
        return part.getJsonArray("licenses", new JsonArray()).encode().toLowerCase(Locale.ROOT);
    }

    /** What Maven has noted of each library, but of ourselves and of what libraries have taken into themselves. */
    private static Set<String> held() throws IOException {
        Set<String> held = new TreeSet<>();
        try (JarFile jar = new JarFile(BuiltFiles.jar().toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().matches("META-INF/maven/.*/pom.properties")) {
                    Properties library = new Properties();
                    try (InputStream in = jar.getInputStream(entry)) {
                        library.load(in);
                    }
                    held.add(library.getProperty("groupId") + ":" + library.getProperty("artifactId") + ":"
                            + library.getProperty("version"));
                }
            }
        }
        held.removeIf(library -> library.startsWith("boxoffice:boxoffice-api:"));
        held.removeIf(library -> library.startsWith("org.jctools:")); // renamed within netty-common, and part of it
        return held;
    }
}
