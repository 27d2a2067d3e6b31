package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.BuiltFiles;
import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.api.testing.ServiceProcess.Ended;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.Password;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wrong configuration is told whole and ends the process; a right one may come from a file and the environment. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ConfigurationIT {

    private static final String SECRET = "p4ssw0rd-of-nobody";
    private static final int WRONG_CONFIGURATION = 2;

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        Path file = BuiltFiles.fresh("boxoffice", ".properties");
        Files.writeString(file, "writer.url = mysql://a:" + SECRET + "@b/c\nreader.connections = many\n");

        Ended ended = ServiceProcess.startInVain(Map.of(
                "BOXOFFICE_CONFIG", file.toString(),
                "BOXOFFICE_HTTP_PROT", "8080",
                "BOXOFFICE_MANAGEMENT_PORT", "99999",
                "BOXOFFICE_WRITER_URI", "postgres://user:" + SECRET + "@localhost:5432/boxoffice",
                "BOXOFFICE_WRITER_CONNECTIONS", "0"));

        assertThat(ended.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(ended.output())
                .contains(
                        "writer.url is no key",
                        "BOXOFFICE_HTTP_PROT is no key",
                        "BOXOFFICE_MANAGEMENT_PORT",
                        "BOXOFFICE_WRITER_URI",
                        "mysql://",
                        "BOXOFFICE_READER_URI",
                        "is missing",
                        "BOXOFFICE_JWKS_URI",
                        "BOXOFFICE_WRITER_CONNECTIONS",
                        "BOXOFFICE_READER_CONNECTIONS");
        assertThatNothingLeaks(ended);
    }

    @Test
    void serversThatCannotBeReachedAreAllNamed() {
        int nobody = ServiceProcess.freePorts().get(0);
        String place = "user:" + SECRET + "@localhost:" + nobody + "/boxoffice";

        Ended ended = ServiceProcess.startInVain(Map.of(
                "BOXOFFICE_WRITER_URI", "mysql://w-" + place,
                "BOXOFFICE_READER_URI", "mysql://r-" + place,
                "BOXOFFICE_JWKS_URI", "http://localhost:" + nobody + "/keys"));

        assertThat(ended.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(ended.output())
                .contains(
                        "BOXOFFICE_WRITER_URI: mysql://w-user@localhost:" + nobody + "/boxoffice",
                        "BOXOFFICE_READER_URI: mysql://r-user@localhost:" + nobody + "/boxoffice",
                        "BOXOFFICE_JWKS_URI: http://localhost:" + nobody + "/keys");
        assertThatNothingLeaks(ended);
    }

    @Test
    void aWrongPasswordIsToldAndNotRepeated() {
        DatabaseEndpoint writer = TestDatabase.shared().writer();

        Ended ended = ServiceProcess.startInVain(with("BOXOFFICE_WRITER_URI", uri(writer, writer, SECRET)));

        assertThat(ended.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(ended.output())
                .contains("BOXOFFICE_WRITER_URI")
                .containsIgnoringCase("denied")
                .doesNotContain("BOXOFFICE_READER_URI");
        assertThatNothingLeaks(ended);
    }

    @Test
    void aReaderGivenAsTheWriterIsNoticed() {
        TestDatabase database = TestDatabase.shared();
        DatabaseEndpoint account = database.writer();

        Ended ended = ServiceProcess.startInVain(with(
                "BOXOFFICE_WRITER_URI",
                uri(database.reader(), account, account.password().value())));

        assertThat(ended.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(ended.output()).contains("BOXOFFICE_WRITER_URI", "read-only");
        assertThatNothingLeaks(ended);
    }

    @Test
    void aKeySetThatIsNoneIsNoticed() {
        Ended ended = ServiceProcess.startInVain(with(
                "BOXOFFICE_JWKS_URI",
                IdentityProvider.shared().keySet().resolve("/elsewhere").toString()));

        assertThat(ended.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(ended.output()).contains("BOXOFFICE_JWKS_URI", "404");
        assertThatNothingLeaks(ended);
    }

    @Test
    void aFileThatIsNotThereIsNoticed() {
        Ended ended = ServiceProcess.startInVain(Map.of("BOXOFFICE_CONFIG", "/nowhere/boxoffice.properties"));

        assertThat(ended.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(ended.output()).contains("BOXOFFICE_CONFIG", "/nowhere/boxoffice.properties");
        assertThatNothingLeaks(ended);
    }

    @Test
    void aPortThatIsTakenEndsTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            Ended ended =
                    ServiceProcess.startInVain(with("BOXOFFICE_HTTP_PORT", Integer.toString(taken.getLocalPort())));

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("cannot start")
                    .containsAnyOf("in use", Integer.toString(taken.getLocalPort()));
            assertThatNothingLeaks(ended);
        }
    }

    @Test
    void aFileIsReadAndTheEnvironmentCountsMore() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        ServiceProcess.testDatabase().forEach((variable, value) -> settings.put(key(variable), value));
        settings.put("http.port", "1"); // which the environment overrides
        settings.put("token.issuer", "https://identity.example");
        Path file = BuiltFiles.fresh("boxoffice", ".properties");
        Files.writeString(
                file,
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n")));

        try (ServiceProcess service = ServiceProcess.start(Map.of("BOXOFFICE_CONFIG", file.toString()))) {
            Api anybody = Api.at(service.address());
            JsonObject claims = IdentityProvider.claims("m", Instant.now().plusSeconds(60));
            IdentityProvider provider = IdentityProvider.shared();

            assertThat(anybody.with(provider.tokenWith(claims))
                            .get("/api/tickets")
                            .status())
                    .as("a token of another issuer")
                    .isEqualTo(401);
            assertThat(anybody.with(provider.tokenWith(claims.copy().put("iss", "https://identity.example")))
                            .get("/api/tickets")
                            .status())
                    .isEqualTo(200);
        } finally {
            Files.delete(file); // it holds passwords
        }
    }

    @Test
    void withNamedServersNothingIsThereForDevelopment() {
        Api anybody = Api.at(ServiceProcess.shared().address());

        assertThat(anybody.post("/api/dev/tokens", new JsonObject().put("member", "m"))
                        .problem())
                .isEqualTo("not-found");
        assertThat(anybody.get("/.well-known/jwks.json").problem()).isEqualTo("not-found");
        assertThat(anybody.get("/api/openings").body()).doesNotContain("Demo opening");
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put(variable, value);
        return settings;
    }

    private static String uri(DatabaseEndpoint place, DatabaseEndpoint account, String password) {
        return ServiceProcess.uri(new DatabaseEndpoint(
                place.host(), place.port(), place.database(), account.user(), new Password(password)));
    }

    /** As the file spells it. */
    private static String key(String variable) {
        return variable.replace("BOXOFFICE_", "").replace('_', '.').toLowerCase(Locale.ROOT);
    }

    private static void assertThatNothingLeaks(Ended ended) {
        assertThat(ended.output())
                .doesNotContain(
                        SECRET,
                        TestDatabase.shared().writer().password().value(),
                        TestDatabase.shared().reader().password().value(),
                        "\tat ");
    }
}
