package boxoffice.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsThePageOfAMadeUpOpening() throws IOException {
        assertThat(run()).isZero();

        assertThat(out.toString(UTF_8))
                .as("the page of the made-up opening; metrics/README.md tells how to write it anew")
                .isEqualTo(Files.readString(Path.of("src/test/resources/boxoffice/metrics/synthetic-opening.txt")));
    }

    @Test
    void printsAnotherOpeningForAnotherSeed() {
        assertThat(run("--seed", "1")).isZero();
        String first = out.toString(UTF_8);
        out.reset();
        assertThat(run("--seed", "2")).isZero();

        assertThat(out.toString(UTF_8)).contains("boxoffice_claims_total").isNotEqualTo(first);
    }

    @Test
    void printsTheCatalogue() {
        assertThat(run("--catalogue")).isZero();

        assertThat(out.toString(UTF_8)).isEqualTo(CatalogueTable.markdown()).contains("| `boxoffice.claims` |");
    }

    @Test
    void printsWhatItWouldPublishWithoutPublishingIt() {
        assertThat(run("--dry-run", "--group", "my-group", "--namespace", "Tried"))
                .isZero();

        assertThat(out.toString(UTF_8).lines())
                .allMatch(line ->
                        line.matches("\\S+Z Tried [A-Z][A-Za-z]+ \\S+ (Count|Percent|Seconds|Milliseconds) my-group"))
                .anyMatch(line -> line.contains(" ClaimsGranted 500.0 Count "))
                .anyMatch(line -> line.contains(" EventLoopUtilisation 71.0 Percent "))
                .anyMatch(line -> line.contains(" OpeningCountdown 180.0 Seconds "));
    }

    @Test
    void failsWhereNobodyTakesWhatItPublishes() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        try {
            assertThat(run("--publish", "--endpoint", "http://127.0.0.1:1", "--region", "eu-west-1"))
                    .isEqualTo(1);
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }

        assertThat(err.toString(UTF_8)).startsWith("CloudWatch did not take it: ");
    }

    @Test
    void printsItsUsageWhenAskedForIt() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString(UTF_8)).startsWith("Usage: ");
    }

    @Test
    void answersWhatItDoesNotUnderstandWithItsUsageAndAFailure() {
        assertThat(run("--sede", "1")).isEqualTo(2);
        assertThat(run("--seed", "one")).isEqualTo(2);
        assertThat(run("--seed")).isEqualTo(2);
        assertThat(run("--seed 1")).isEqualTo(2);

        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8)).startsWith("Usage: ");
    }

    private int run(String... args) {
        return Main.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
    }
}
