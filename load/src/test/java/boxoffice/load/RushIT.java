package boxoffice.load;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.load.audit.Limits;
import boxoffice.load.client.Target;
import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import boxoffice.load.history.Outcome;
import boxoffice.load.history.Waits;
import boxoffice.load.plan.Act;
import boxoffice.load.plan.Crowd;
import boxoffice.load.report.Report;
import boxoffice.load.rush.RushSettings;
import boxoffice.load.testing.FakeBoxoffice;
import boxoffice.load.testing.FakeBoxoffice.Habits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whole rushes of a few seconds, against a Boxoffice made of a map. */
class RushIT {

    private static final Duration STALL = Duration.ofSeconds(3);

    @Test
    void anHonestServicePassesAndIsReported(@TempDir Path folder) throws IOException {
        try (FakeBoxoffice service = new FakeBoxoffice(Habits.honest())) {
            assertThat(execute(service, "--report", folder.toString())).isZero();
        }

        assertThat(Files.readString(folder.resolve("report.html"))).contains(">Passed<");
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"passed\" : true");
    }

    @Test
    void giveBacksAreAuditedToo() {
        try (FakeBoxoffice service = new FakeBoxoffice(Habits.honest())) {
            assertThat(execute(service, "--give-backs", "50")).isZero();
        }
    }

    @Test
    void aServiceThatOversellsFails() {
        try (FakeBoxoffice service = new FakeBoxoffice(new Habits(1, Duration.ZERO, 0))) {
            assertThat(execute(service)).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatIsTooSlowFails() {
        try (FakeBoxoffice service = new FakeBoxoffice(new Habits(0, STALL, 0))) {
            assertThat(execute(service, "--answer-max", "100")).isEqualTo(1);
        }
    }

    @Test
    void withoutAServiceItCannotRun() {
        assertThat(new CommandLine(new RushCommand()).execute("--url", "http://127.0.0.1:1", "--lead", "1"))
                .isEqualTo(2);
    }

    @Test
    void aPasswordInAMalformedUriIsNotTold() {
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertThat(new CommandLine(new RushCommand()).execute("--audit", "mysql//me:secret@host"))
                    .isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("--audit").doesNotContain("secret");
    }

    @Test
    void aServiceThatNeverAnswersEndsItInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 200)) {
            assertThat(new CommandLine(new RushCommand())
                            .execute(
                                    "--url",
                                    "http://127.0.0.1:" + silent.getLocalPort(),
                                    "--members",
                                    "50",
                                    "--patience",
                                    "1"))
                    .isEqualTo(2);
        }
    }

    @Test
    void aCrowdThatIsTooSmallIsMisuse() {
        assertThat(new CommandLine(new RushCommand()).execute("--members", "1")).isEqualTo(2);
    }

    @Test
    void everythingIsSentWhenDueThoughTheServiceStandsStill() {
        try (FakeBoxoffice service = new FakeBoxoffice(new Habits(0, STALL, 0))) {
            History history = run(service).result().history();
            List<Attempt> claims = history.claims().toList();

            assertThat(claims).hasSizeGreaterThan(100);
            assertThat(claims.stream().mapToLong(Attempt::sentNanos).max().orElseThrow())
                    .as("the last claim was sent before the first was answered")
                    .isLessThan(
                            claims.stream().mapToLong(Attempt::endedNanos).min().orElseThrow());
            assertThat(Waits.ofClaims(history).percentileMillis(50))
                    .as("the stall counts as latency, less the time after the opening at which half had pressed")
                    .isGreaterThan(STALL.toMillis() / 2.0);
        }
    }

    @Test
    void whoIsToldLaterAsksAgainNotBeforeTheTime() {
        try (FakeBoxoffice service = new FakeBoxoffice(new Habits(0, Duration.ZERO, 40))) {
            Report report = run(service);
            List<Attempt> claims = report.result().history().claims().toList();
            List<Attempt> later = claims.stream()
                    .filter(claim -> claim.outcome() == Outcome.LATER)
                    .toList();

            assertThat(report.isPassed()).isTrue();
            assertThat(later).hasSize(40).noneMatch(Attempt::last);
            assertThat(later).allSatisfy(first -> assertThat(claims)
                    .filteredOn(claim -> claim.member().equals(first.member())
                            && claim.act() == first.act()
                            && claim.sentNanos() > first.sentNanos())
                    .singleElement()
                    .satisfies(again -> assertThat(again.sentNanos() - first.endedNanos())
                            .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos())));
        }
    }

    @Test
    void theSecondClickDoesNotWaitForTheAnswerToTheFirst() {
        try (FakeBoxoffice service = new FakeBoxoffice(new Habits(0, STALL, 0))) {
            assertThat(run(service).result().history().attempts())
                    .filteredOn(attempt -> attempt.act() == Act.CLAIM_AGAIN)
                    .isNotEmpty()
                    .allSatisfy(again -> assertThat(again.sentNanos()).isLessThan(STALL.toNanos()));
        }
    }

    private static int execute(FakeBoxoffice service, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--url", service.url(), "--members", "100", "--tickets", "30", "--lead", "1", "--spread", "20"));
        arguments.addAll(List.of(more));
        return new CommandLine(new RushCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .execute(arguments.toArray(new String[0]));
    }

    private static Report run(FakeBoxoffice service) {
        Crowd crowd = new Crowd(100, 50, 0, Duration.ofMillis(20), 1, Duration.ofSeconds(1), 1);
        RushSettings settings = new RushSettings(
                Target.of(service.url()),
                crowd,
                30,
                0,
                null,
                null,
                List.of(),
                Duration.ofSeconds(10),
                null,
                Duration.ofSeconds(1));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return new RushRun(settings, Limits.none(), null).run(new ProgressLine(nowhere));
    }
}
