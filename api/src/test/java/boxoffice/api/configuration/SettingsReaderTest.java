package boxoffice.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.api.announcing.MailSettings;
import boxoffice.api.configuration.Settings.Database;
import boxoffice.api.configuration.Settings.Telling;
import boxoffice.api.http.AddressLimit;
import boxoffice.api.http.TlsFiles;
import boxoffice.api.identity.MemberLimit;
import boxoffice.api.identity.SignInSettings;
import boxoffice.api.identity.Turnstile;
import boxoffice.metrics.cloudwatch.CloudWatchSettings;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.Password;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.scaling.aws.AwsNames;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class SettingsReaderTest {

    private static final String WRITER = "mysql://app:s3cret@writer:3307/boxoffice";
    private static final String READER = "mysql://read:s3cret@reader/boxoffice";
    private static final String KEYS = "https://identity.example/keys";
    private static final Map<String, String> NAMED =
            Map.of("BOXOFFICE_WRITER_URI", WRITER, "BOXOFFICE_READER_URI", READER, "BOXOFFICE_JWKS_URI", KEYS);

    private static Vertx vertx;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void measuresForPrometheusAndPublishesNothingUnlessToldTo() {
        Settings settings = read(Map.of());

        assertThat(settings.monitoring().measured()).isTrue();
        assertThat(settings.rehearsed()).isTrue();
        assertThat(read(Map.of("BOXOFFICE_REHEARSAL", "off")).rehearsed()).isFalse();
        assertThat(settings.monitoring().cloudWatch()).isNull();
        assertThat(read(Map.of("BOXOFFICE_METRICS", "off")).monitoring().measured())
                .isFalse();
    }

    @Test
    void publishesWhereItIsTold() {
        assertThat(read(Map.of("BOXOFFICE_CLOUDWATCH", "on")).monitoring().cloudWatch())
                .isEqualTo(new CloudWatchSettings("Boxoffice", null, null, null));
        assertThat(read(Map.of(
                                "BOXOFFICE_CLOUDWATCH", "on",
                                "BOXOFFICE_CLOUDWATCH_NAMESPACE", "Tickets",
                                "BOXOFFICE_CLOUDWATCH_GROUP", "web",
                                "BOXOFFICE_CLOUDWATCH_REGION", "eu-west-1",
                                "BOXOFFICE_CLOUDWATCH_ENDPOINT", "http://127.0.0.1:5600"))
                        .monitoring()
                        .cloudWatch())
                .isEqualTo(new CloudWatchSettings("Tickets", "web", "eu-west-1", URI.create("http://127.0.0.1:5600")));
    }

    @Test
    void tellsWhatIsWrongAboutMonitoring() {
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_CLOUDWATCH_GROUP", "web")))
                .hasMessageContaining("BOXOFFICE_CLOUDWATCH_GROUP (cloudwatch.group) is set, but BOXOFFICE_CLOUDWATCH");
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_CLOUDWATCH", "yes"))).hasMessageContaining("must be on or off");
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_CLOUDWATCH", "on", "BOXOFFICE_METRICS", "off")))
                .hasMessageContaining("is off");
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_CLOUDWATCH", "on", "BOXOFFICE_CLOUDWATCH_ENDPOINT", "here")))
                .hasMessageContaining("is not an http or https address");
    }

    @Test
    void forgetsMembersAfterNinetyDaysUnlessToldOtherwise() {
        assertThat(read(Map.of()).retentionDays()).isEqualTo(90);
        assertThat(read(Map.of("BOXOFFICE_RETENTION_DAYS", "7")).retentionDays())
                .isEqualTo(7);
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_RETENTION_DAYS", "0")))
                .hasMessageContaining("must be a whole number from 1 to 3650");
    }

    @Test
    void thePagesSignInWhereTheyAreTold() {
        Map<String, String> told = new HashMap<>(NAMED);
        told.put("BOXOFFICE_SIGN_IN_AUTHORIZE_URI", "https://identity.example/authorize");
        told.put("BOXOFFICE_SIGN_IN_TOKEN_URI", "https://identity.example/token");
        told.put("BOXOFFICE_SIGN_IN_CLIENT_ID", "boxoffice");
        assertThat(((Database.Named) read(told).database()).identity().signIn())
                .isEqualTo(new SignInSettings(
                        URI.create("https://identity.example/authorize"),
                        URI.create("https://identity.example/token"),
                        "boxoffice",
                        "openid"));
        told.put("BOXOFFICE_SIGN_IN_SCOPE", "openid email");
        assertThat(((Database.Named) read(told).database()).identity().signIn())
                .extracting(SignInSettings::scope)
                .isEqualTo("openid email");

        told.remove("BOXOFFICE_SIGN_IN_CLIENT_ID");
        assertThatThrownBy(() -> read(told))
                .hasMessageContaining("BOXOFFICE_SIGN_IN_CLIENT_ID (sign.in.client.id) is missing");
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_SIGN_IN_CLIENT_ID", "boxoffice")))
                .hasMessageContaining("means nothing to the embedded cluster");
    }

    @Test
    void tellsMembersWhereItIsTold() {
        Telling telling = read(Map.of(
                        "BOXOFFICE_SMTP_URI", "smtps://box:s3cret@mail.example",
                        "BOXOFFICE_SMTP_FROM", "Boxoffice <tickets@example.org>",
                        "BOXOFFICE_SNS_TOPIC", "arn:aws:sns:eu-west-1:123456789012:openings",
                        "BOXOFFICE_REMINDER_MINUTES", "10"))
                .telling();

        assertThat(telling.mail())
                .isEqualTo(new MailSettings(
                        "mail.example", 465, true, "box", new Password("s3cret"), "Boxoffice <tickets@example.org>"));
        assertThat(telling.toString()).doesNotContain("s3cret");
        assertThat(telling.topic()).isEqualTo("arn:aws:sns:eu-west-1:123456789012:openings");
        assertThat(telling.reminder()).isEqualTo(Duration.ofMinutes(10));
        assertThat(read(Map.of()).telling()).isEqualTo(new Telling(null, null, Duration.ofMinutes(30)));
    }

    @Test
    void tellsWhatIsWrongAboutTellingMembers() {
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_SMTP_URI", "smtp://mail:2525")))
                .hasMessageContaining("BOXOFFICE_SMTP_FROM (smtp.from) is missing");
        assertThatThrownBy(() -> read(Map.of(
                        "BOXOFFICE_SMTP_URI",
                        "http://user:s3cret@mail",
                        "BOXOFFICE_SMTP_FROM",
                        "box",
                        "BOXOFFICE_SNS_TOPIC",
                        "openings")))
                .hasMessageContaining("is not a mail address")
                .hasMessageContaining("is not the ARN of a topic of SNS")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> read(Map.of(
                        "BOXOFFICE_SMTP_URI", "http://user:s3cret@mail", "BOXOFFICE_SMTP_FROM", "box@example.org")))
                .hasMessageContaining("is not an smtp or smtps address")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void withNothingConfiguredTheDefaultsHold() {
        Settings settings = read(Map.of("PATH", "/bin", "HTTP_PORT", "1"));

        assertThat(settings.http().host())
                .as("tokens for whoever asks, but for this machine only")
                .isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().managementPort()).isEqualTo(9090);
        assertThat(settings.http().silenceMax()).isEqualTo(Duration.ofSeconds(65));
        assertThat(settings.http().requestMax()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.http().bodyBytesMax()).isEqualTo(65_536);
        assertThat(settings.database()).isEqualTo(new Database.Embedded(Path.of(".boxoffice")));
        assertThat(settings.writerConnections()).isEqualTo(PoolSettings.WRITER_CONNECTIONS_DEFAULT);
        assertThat(settings.readerConnections()).isEqualTo(PoolSettings.READER_CONNECTIONS_DEFAULT);
        assertThat(settings.streamsMax()).isEqualTo(9_000);
        assertThat(settings.memberLimit()).isEqualTo(new MemberLimit(20, 60));
    }

    @Test
    void withServersNamedTheDefaultsHoldForTheRest() {
        Database.Named named = (Database.Named) read(NAMED).database();

        assertThat(read(NAMED).http().host()).isEqualTo("0.0.0.0");
        assertThat(named.writers().get(0))
                .isEqualTo(new DatabaseEndpoint("writer", 3307, "boxoffice", "app", new Password("s3cret")));
        assertThat(named.readers().get(0))
                .isEqualTo(new DatabaseEndpoint("reader", 3306, "boxoffice", "read", new Password("s3cret")));
        assertThat(named.owners()).isEqualTo(named.writers());
        assertThat(named.identity()).isEqualTo(new Settings.IdentityProvider(URI.create(KEYS), null, null, null));
    }

    @Test
    void everyKeyOfTheEmbeddedDefaultCounts() {
        Settings settings = read(Map.of(
                "BOXOFFICE_HTTP_HOST", "127.0.0.1",
                "BOXOFFICE_HTTP_PORT", " 81 ",
                "BOXOFFICE_MANAGEMENT_PORT", "82",
                "BOXOFFICE_DATA_DIR", "/data",
                "BOXOFFICE_WRITER_CONNECTIONS", "5",
                "BOXOFFICE_READER_CONNECTIONS", "6",
                "BOXOFFICE_STREAMS_MAX", "0",
                "BOXOFFICE_MEMBER_REQUESTS_PER_SECOND", "0"));

        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(81);
        assertThat(settings.http().managementPort()).isEqualTo(82);
        assertThat(settings.database()).isEqualTo(new Database.Embedded(Path.of("/data")));
        assertThat(settings.writerConnections()).isEqualTo(5);
        assertThat(settings.readerConnections()).isEqualTo(6);
        assertThat(settings.streamsMax()).isZero();
        assertThat(settings.memberLimit()).isEqualTo(MemberLimit.NONE);
    }

    @Test
    void severalServersAreNamedWithSpacesBetweenThem() {
        Map<String, String> variables = new HashMap<>(NAMED);
        variables.put("BOXOFFICE_WRITER_URI", "mysql://app:a@one/boxoffice  mysql://app:a@two/boxoffice");
        variables.put("BOXOFFICE_READER_URI", "mysql://read:r@two/boxoffice\nmysql://read:r@three/boxoffice");

        Database.Named named = (Database.Named) read(variables).database();

        assertThat(named.writers()).extracting(DatabaseEndpoint::host).containsExactly("one", "two");
        assertThat(named.readers()).extracting(DatabaseEndpoint::host).containsExactly("two", "three");
        assertThat(named.owners()).isEqualTo(named.writers());
    }

    @Test
    void everyKeyOfNamedServersCounts() {
        Map<String, String> variables = new HashMap<>(NAMED);
        variables.put("BOXOFFICE_OWNER_URI", "mysql://owner:p%40ss@writer:3307/boxoffice");
        variables.put("BOXOFFICE_TOKEN_ISSUER", "https://identity.example");
        variables.put("BOXOFFICE_TOKEN_AUDIENCE", "boxoffice");

        Database.Named named = (Database.Named) read(variables).database();

        assertThat(named.owners().get(0))
                .isEqualTo(new DatabaseEndpoint("writer", 3307, "boxoffice", "owner", new Password("p@ss")));
        assertThat(named.identity())
                .isEqualTo(
                        new Settings.IdentityProvider(URI.create(KEYS), "https://identity.example", "boxoffice", null));
    }

    @Test
    void thePlanIsCarriedOutWhereGroupAndClusterAreNamed() {
        assertThat(read(Map.of()).scaling()).isNull();
        assertThat(read(Map.of("BOXOFFICE_SCALING_GROUP", " tickets ", "BOXOFFICE_SCALING_CLUSTER", "tickets-db"))
                        .scaling())
                .isEqualTo(new AwsNames("tickets", "tickets-db"));
    }

    @Test
    void whereMembersReachTheServiceIsAWebAddress() {
        assertThat(read(Map.of()).publicUrl()).isNull();
        assertThat(read(Map.of("BOXOFFICE_PUBLIC_URL", "https://tickets.example"))
                        .publicUrl())
                .isEqualTo(URI.create("https://tickets.example"));
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_PUBLIC_URL", "tickets.example")))
                .hasMessageContaining("BOXOFFICE_PUBLIC_URL (public.url) is not an http or https address");
    }

    @Test
    void aGroupWithoutAClusterAndANameThatIsNoneAreProblems() {
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_SCALING_GROUP", "tickets")))
                .hasMessageContaining("BOXOFFICE_SCALING_CLUSTER (scaling.cluster) is missing");
        assertThatThrownBy(() ->
                        read(Map.of("BOXOFFICE_SCALING_GROUP", "tickets", "BOXOFFICE_SCALING_CLUSTER", "no_cluster")))
                .hasMessageContaining("no_cluster");
    }

    @Test
    void isOpenToTheWorldAsItIsTold(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("some.pem"), "");
        Map<String, String> told = new HashMap<>(NAMED);
        told.put("BOXOFFICE_ADDRESS_REQUESTS_PER_SECOND", "500");
        told.put("BOXOFFICE_ADDRESS_PROXIES", "1");
        told.put("BOXOFFICE_TLS_CERTIFICATE", file.toString());
        told.put("BOXOFFICE_TLS_KEY", file.toString());
        told.put("BOXOFFICE_CORS_ORIGINS", "https://tickets.example http://localhost:3000");
        told.put("BOXOFFICE_DATABASE_AUTHORITY", file.toString());
        told.put("BOXOFFICE_TICKET_KEY", file.toString());

        Settings settings = read(told);

        assertThat(settings.http().addresses()).isEqualTo(new AddressLimit(MemberLimit.perSecond(500), 1));
        assertThat(settings.http().tls()).isEqualTo(new TlsFiles(file, file));
        assertThat(settings.http().origins()).containsExactly("https://tickets.example", "http://localhost:3000");
        assertThat(((Database.Named) settings.database()).writers().get(0).authority())
                .isEqualTo(file);
        assertThat(settings.ticketKey()).isEqualTo(file);
    }

    @Test
    void wantsAChallengeWhereItHasTheSecretOfOne() {
        assertThat(read(Map.of("BOXOFFICE_CHALLENGE_SECRET", "s3cret")).challenge())
                .isEqualTo(new Settings.Challenge(Turnstile.CLOUDFLARE, new Password("s3cret")));
        assertThat(read(Map.of(
                                "BOXOFFICE_CHALLENGE_SECRET", "s3cret",
                                "BOXOFFICE_CHALLENGE_URI", "http://127.0.0.1:7000/x"))
                        .challenge())
                .isEqualTo(new Settings.Challenge(URI.create("http://127.0.0.1:7000/x"), new Password("s3cret")))
                .asString()
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_CHALLENGE_URI", "http://127.0.0.1:7000/x")))
                .hasMessageContaining("BOXOFFICE_CHALLENGE_SECRET");
    }

    @Test
    void isNotOpenedFurtherByDefault() {
        Settings settings = read(NAMED);

        assertThat(settings.http().addresses()).isEqualTo(AddressLimit.NONE);
        assertThat(settings.http().tls()).isNull();
        assertThat(settings.http().origins()).isEmpty();
        assertThat(settings.ticketKey()).isNull();
    }

    @Test
    void tellsWhatIsWrongAboutTheWayIn() {
        Map<String, String> told = new HashMap<>(NAMED);
        told.put("BOXOFFICE_ADDRESS_PROXIES", "many");
        told.put("BOXOFFICE_TLS_CERTIFICATE", "missing.pem");
        told.put("BOXOFFICE_CORS_ORIGINS", "*");
        told.put("BOXOFFICE_TICKET_KEY", "missing.pem");

        assertThatThrownBy(() -> read(told))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("BOXOFFICE_ADDRESS_PROXIES")
                .hasMessageContaining("BOXOFFICE_TLS_CERTIFICATE (tls.certificate) names a file that cannot be read")
                .hasMessageContaining("BOXOFFICE_TLS_KEY (tls.key) is missing")
                .hasMessageContaining("BOXOFFICE_CORS_ORIGINS")
                .hasMessageContaining("BOXOFFICE_TICKET_KEY");
    }

    @Test
    void theTestsAboveKnowEveryKey() {
        assertThat(Arrays.stream(Setting.values()).map(Setting::variable))
                .containsExactlyInAnyOrder(
                        "BOXOFFICE_HTTP_HOST",
                        "BOXOFFICE_HTTP_PORT",
                        "BOXOFFICE_MANAGEMENT_PORT",
                        "BOXOFFICE_PUBLIC_URL",
                        "BOXOFFICE_DATA_DIR",
                        "BOXOFFICE_WRITER_URI",
                        "BOXOFFICE_READER_URI",
                        "BOXOFFICE_OWNER_URI",
                        "BOXOFFICE_WRITER_CONNECTIONS",
                        "BOXOFFICE_READER_CONNECTIONS",
                        "BOXOFFICE_STREAMS_MAX",
                        "BOXOFFICE_JWKS_URI",
                        "BOXOFFICE_TOKEN_ISSUER",
                        "BOXOFFICE_TOKEN_AUDIENCE",
                        "BOXOFFICE_MEMBER_REQUESTS_PER_SECOND",
                        "BOXOFFICE_ADDRESS_REQUESTS_PER_SECOND",
                        "BOXOFFICE_ADDRESS_PROXIES",
                        "BOXOFFICE_TLS_CERTIFICATE",
                        "BOXOFFICE_TLS_KEY",
                        "BOXOFFICE_CORS_ORIGINS",
                        "BOXOFFICE_DATABASE_AUTHORITY",
                        "BOXOFFICE_TICKET_KEY",
                        "BOXOFFICE_CHALLENGE_SECRET",
                        "BOXOFFICE_CHALLENGE_URI",
                        "BOXOFFICE_REHEARSAL",
                        "BOXOFFICE_METRICS",
                        "BOXOFFICE_CLOUDWATCH",
                        "BOXOFFICE_CLOUDWATCH_NAMESPACE",
                        "BOXOFFICE_CLOUDWATCH_GROUP",
                        "BOXOFFICE_CLOUDWATCH_REGION",
                        "BOXOFFICE_CLOUDWATCH_ENDPOINT",
                        "BOXOFFICE_SCALING_GROUP",
                        "BOXOFFICE_SCALING_CLUSTER",
                        "BOXOFFICE_SMTP_URI",
                        "BOXOFFICE_SMTP_FROM",
                        "BOXOFFICE_SNS_TOPIC",
                        "BOXOFFICE_REMINDER_MINUTES",
                        "BOXOFFICE_RETENTION_DAYS",
                        "BOXOFFICE_SIGN_IN_AUTHORIZE_URI",
                        "BOXOFFICE_SIGN_IN_TOKEN_URI",
                        "BOXOFFICE_SIGN_IN_CLIENT_ID",
                        "BOXOFFICE_SIGN_IN_SCOPE");
    }

    @Test
    void theFileCountsAndTheEnvironmentCountsMore(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("boxoffice.properties");
        Files.writeString(
                file,
                "# of this house\nhttp.port=81\nmanagement.port=0082\nwriter.uri=" + WRITER + "\nreader.uri=" + READER
                        + "\njwks.uri=" + KEYS + "\nwriter.connections=7\n");

        Settings settings = read(Map.of("BOXOFFICE_CONFIG", file.toString(), "BOXOFFICE_HTTP_PORT", "83"));

        assertThat(settings.http().port()).isEqualTo(83);
        assertThat(settings.http().managementPort()).isEqualTo(82);
        assertThat(settings.writerConnections()).isEqualTo(7);
        assertThat(((Database.Named) settings.database()).writers().get(0).host())
                .isEqualTo("writer");
    }

    @Test
    void everyProblemIsToldAtOnceWithItsKeyAndNoSecret(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("boxoffice.properties");
        Files.writeString(file, "http.prot=1\nwriter.uri=mysql://u:s3cret@h\n");

        assertThatThrownBy(() -> read(Map.of(
                        "BOXOFFICE_CONFIG", file.toString(),
                        "BOXOFFICE_HTPP_PORT", "1",
                        "BOXOFFICE_HTTP_PORT", "65536",
                        "BOXOFFICE_MANAGEMENT_PORT", "x",
                        "BOXOFFICE_READER_CONNECTIONS", "0",
                        "BOXOFFICE_JWKS_URI", "ftp://s3cret",
                        "BOXOFFICE_OWNER_URI", "mysql://:s3cret@h/d")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "http.prot is no key of this service (in the file)",
                        "BOXOFFICE_HTPP_PORT is no key of this service (in the environment)",
                        "BOXOFFICE_HTTP_PORT (http.port) must be a whole number from 1 to 65535",
                        "BOXOFFICE_MANAGEMENT_PORT (management.port) must be a whole number",
                        "BOXOFFICE_READER_CONNECTIONS (reader.connections) must be a whole number from 1 to 1000",
                        "BOXOFFICE_WRITER_URI (writer.uri) names no database",
                        "BOXOFFICE_READER_URI (reader.uri) is missing",
                        "BOXOFFICE_OWNER_URI (owner.uri) names no user",
                        "BOXOFFICE_JWKS_URI (jwks.uri) is not an http or https address")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aReaderAloneIsNotEnough() {
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_READER_URI", READER)))
                .hasMessageContainingAll("BOXOFFICE_WRITER_URI", "BOXOFFICE_JWKS_URI", "is missing");
    }

    @Test
    void whatMeansNothingToTheEmbeddedClusterIsAProblem() {
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_JWKS_URI", KEYS, "BOXOFFICE_TOKEN_ISSUER", "x")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("BOXOFFICE_JWKS_URI", "BOXOFFICE_TOKEN_ISSUER");
    }

    @Test
    void bothPortsAreNotTheSame() {
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_HTTP_PORT", "9090")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("same port");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> read(Map.of("BOXOFFICE_CONFIG", "/nowhere/at.all")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("BOXOFFICE_CONFIG", "/nowhere/at.all");
    }

    @Test
    void settingsNeverShowASecret() {
        assertThat(read(NAMED).toString()).contains("writer").doesNotContain("s3cret");
    }

    private static Settings read(Map<String, String> environment) {
        try {
            return SettingsReader.read(vertx, environment)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException told ? told : failed;
        }
    }
}
