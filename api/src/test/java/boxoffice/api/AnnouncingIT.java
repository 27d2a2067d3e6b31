package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.MailServer;
import boxoffice.api.testing.MailServer.Mail;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.persistence.testing.Certificates;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members are told of openings by a real mail server, whatever becomes of the service meanwhile. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class AnnouncingIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration AFTER_A_LEASE = Duration.ofSeconds(90);
    private static final int REMINDER_MINUTES = 10;
    private static final int RESTARTS = Integer.getInteger("boxoffice.faults.seeds", 3);
    private static final int SUBSCRIBERS = 40;

    private final Sql sql = TestDatabase.shared().writerSql();
    private final MailServer server = new MailServer();

    @BeforeEach
    @AfterEach
    void nothingIsDue() throws SQLException {
        for (String table : List.of("delivery", "notice", "subscription")) {
            sql.run("DELETE FROM " + table);
        }
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    @Test
    void whoAskedIsToldOfTheAnnouncementTheReminderAMoveAndTheEnd() {
        try (ServiceProcess first = start();
                ServiceProcess second = start()) {
            Api operator = Api.at(first.address()).as("operator", "admin");
            assertThat(Api.at(first.address())
                            .as("no-address")
                            .send("PUT", "/api/subscription", "")
                            .problem())
                    .isEqualTo("no-address");
            Api member = member(first, "told");
            subscribe(first, "told");
            subscribe(second, "told");
            subscribe(first, "left");
            JsonObject subscribed = new JsonObject()
                    .put("subscribed", true)
                    .put("possible", true)
                    .put("email", "told@example.org");
            Poll.until("the reader knows of it", SOON, () -> member.get("/api/subscription")
                    .json()
                    .equals(subscribed));
            assertThat(member(second, "left").delete("/api/subscription").status())
                    .isEqualTo(204);

            Instant opensAt =
                    Instant.now().plus(Duration.ofMinutes(REMINDER_MINUTES)).plusSeconds(6);
            String id = announced(operator, "Sunrise", opensAt);
            Poll.until(
                    "announcement and reminder", SOON, () -> subjects("Sunrise").size() == 2);
            assertThat(operator.post(
                                    "/api/admin/openings/" + id + "/postpone",
                                    new JsonObject()
                                            .put(
                                                    "opensAt",
                                                    opensAt.plusSeconds(3_600).toString())
                                            .put("reason", "Late"))
                            .status())
                    .isEqualTo(200);
            Poll.until("the move", SOON, () -> subjects("Sunrise").size() == 3);
            assertThat(operator.delete("/api/admin/openings/" + id).status()).isEqualTo(204);
            Poll.until("the end", SOON, () -> subjects("Sunrise").size() == 4);
        }
        assertThat(server.mails()).extracting(Mail::to).containsOnly("told@example.org");
        assertThat(subjects("Sunrise"))
                .extracting(subject -> subject.substring(subject.indexOf("/ ") + 2))
                .containsExactly("Free tickets announced", "Opens soon", "Opening time moved", "Opening cancelled");
    }

    @Test
    void anOpeningThatIsChangedBeforeItIsAnnouncedIsToldOnceAndAsItIs() throws SQLException {
        try (ServiceProcess service = start()) {
            Api operator = Api.at(service.address()).as("operator", "admin");
            subscribe(service, "patient");
            Instant opensAt = Instant.now().plus(Duration.ofDays(7)).plusSeconds(8);
            JsonObject body = Api.opening(Map.of("a", 5), opensAt, opensAt.plusSeconds(60))
                    .put("movie", "Greed");
            String id = operator.post("/api/admin/openings", body).json().getString("id");
            assertThat(operator.put("/api/admin/openings/" + id, body.put("movie", "Greed (1924)"))
                            .status())
                    .isEqualTo(200);
            Poll.until("the announcement", SOON, () -> subjects("Greed").size() == 1);
            assertThat(operator.put("/api/admin/openings/" + id, body.put("movie", "Greed, restored"))
                            .status())
                    .isEqualTo(200);
            assertThat(sql.number("SELECT COUNT(*) FROM notice WHERE handed_out = 0 AND kind = 'ANNOUNCEMENT'"))
                    .isZero();
            assertThat(sql.number("SELECT COUNT(*) FROM notice WHERE kind = 'REMINDER'"))
                    .isEqualTo(1);
        }
        assertThat(subjects("Greed")).singleElement().asString().contains("Greed (1924)");
    }

    @Test
    void mailsGoOverTlsAndOnlyToAServerWhoseNameIsVerified(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.of(folder, "localhost");
        try (MailServer verified = MailServer.overTls(certificates)) {
            try (ServiceProcess service = start(verified.uri("127.0.0.1"), certificates)) {
                subscribe(service, "careful");
                Instant opensAt = Instant.now().plus(Duration.ofDays(1));
                assertThat(announced(Api.at(service.address()).as("operator", "admin"), "Whispers", opensAt))
                        .isNotEmpty();
                Poll.until("it was tried", SOON, () -> service.output().contains("could not be told, tried again"));
            }
            assertThat(verified.mails()).isEmpty();
            sql.run("UPDATE delivery SET due_at = SYSDATE(6)"); // as if the lease had run out

            try (ServiceProcess service = start(verified.uri("localhost"), certificates)) {
                Poll.until(
                        "it is told: " + service.address(),
                        AFTER_A_LEASE,
                        () -> verified.mails().size() == 1);
            }
        }
    }

    @Test
    void nothingIsToldTwiceAndNothingForgottenOverKills() throws SQLException {
        SplittableRandom random = new SplittableRandom(7);
        List<String> movies = new ArrayList<>();
        for (int life = 0; life < RESTARTS; life++) {
            try (ServiceProcess service = start()) {
                if (life == 0) {
                    for (int member = 0; member < SUBSCRIBERS; member++) {
                        subscribe(service, "member-" + member);
                    }
                }
                String movie = "Life " + life + " of " + RESTARTS;
                Instant opensAt =
                        Instant.now().plus(Duration.ofMinutes(REMINDER_MINUTES)).plusSeconds(4);
                assertThat(announced(Api.at(service.address()).as("operator", "admin"), movie, opensAt))
                        .isNotEmpty();
                movies.add(movie);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(7_000)));
                service.kill();
            }
        }
        long atTheLastKill = server.mails().size();
        try (ServiceProcess service = start()) {
            assertThat(service.output()).isNotEmpty();
            Poll.until("all is told", AFTER_A_LEASE, () -> {
                try {
                    return sql.number("SELECT (SELECT COUNT(*) FROM notice WHERE handed_out = 0)"
                                    + " + (SELECT COUNT(*) FROM delivery)")
                            == 0;
                } catch (SQLException failure) {
                    throw new AssertionError(failure);
                }
            });
        }

        Map<String, Set<String>> idsByTold = new HashMap<>();
        server.mails().forEach(mail -> idsByTold
                .computeIfAbsent(mail.to() + " " + mail.subject(), first -> new TreeSet<>())
                .add(mail.id()));
        assertThat(idsByTold.values()).as("one Message-ID for what one is told").allMatch(ids -> ids.size() == 1);
        assertThat(idsByTold.keySet())
                .as("each is told of each opening and reminded of it")
                .isEqualTo(movies.stream()
                        .flatMap(
                                movie -> IntStream.range(0, SUBSCRIBERS).boxed().flatMap(member -> Stream.of(
                                                " 오픈 예정 / Free tickets announced", " 곧 오픈 / Opens soon")
                                        .map(end -> "member-" + member + "@example.org [무료 티켓] " + movie + end)))
                        .collect(Collectors.toSet()));
        assertThat(sql.number("SELECT COALESCE(SUM(given_up), 0) FROM notice")).isZero();
        System.out.printf(
                "Announcing: %d restarts, %d told at the last kill, %d in the end, %d of them twins under the same Message-ID%n",
                RESTARTS, atTheLastKill, server.mails().size(), server.mails().size() - idsByTold.size());
    }

    private List<String> subjects(String movie) {
        return server.mails().stream()
                .map(Mail::subject)
                .filter(subject -> subject.contains(movie))
                .toList();
    }

    private ServiceProcess start() {
        return ServiceProcess.start(settings(server.uri()));
    }

    private static ServiceProcess start(String uri, Certificates trusted) {
        Map<String, String> settings = settings(uri);
        settings.put(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + trusted.store() + " -Djavax.net.ssl.trustStorePassword="
                        + Certificates.PASSWORD);
        return ServiceProcess.start(settings);
    }

    private static Map<String, String> settings(String uri) {
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_SMTP_URI", uri);
        settings.put("BOXOFFICE_SMTP_FROM", "Boxoffice <tickets@example.org>");
        settings.put("BOXOFFICE_REMINDER_MINUTES", Integer.toString(REMINDER_MINUTES));
        settings.put("BOXOFFICE_PUBLIC_URL", "https://tickets.example.org/");
        return settings;
    }

    private static void subscribe(ServiceProcess service, String name) {
        assertThat(member(service, name).send("PUT", "/api/subscription", "").status())
                .isEqualTo(204);
    }

    private static Api member(ServiceProcess service, String name) {
        JsonObject claims = IdentityProvider.claims(name, Instant.now().plusSeconds(3_600))
                .put("email", name + "@example.org")
                .put("email_verified", true);
        return Api.at(service.address()).with(IdentityProvider.shared().tokenWith(claims));
    }

    private static String announced(Api operator, String movie, Instant opensAt) {
        return operator.post(
                        "/api/admin/openings",
                        Api.opening(Map.of("a", 5), opensAt, opensAt.plusSeconds(60))
                                .put("movie", movie))
                .json()
                .getString("id");
    }
}
