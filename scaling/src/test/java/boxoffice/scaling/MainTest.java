package boxoffice.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that need no AWS, and what is said to who misuses one. */
class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsThePlanOfAnOpening() {
        assertThat(run("plan", "2026-12-01T11:00:00Z", "--now", "2026-11-24T11:00:00Z"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "idle: minimum 1, maximum 3",
                        "2026-12-01T10:50:00Z  pin: minimum, maximum and desired 3",
                        "2026-12-01T10:30:00Z  pin",
                        "2026-12-01T11:30:00Z  release: minimum 1, desired as it is");
    }

    @Test
    void comparesAllScenarios() {
        assertThat(run("simulate")).isZero();
        assertThat(out.toString()).contains("seed-desired", "ours-late", "unannounced");
    }

    @Test
    void simulatesOtherFiguresAndWritesThem(@TempDir Path folder) throws IOException {
        assertThat(run("simulate", "custom", "--instance-lead", "15", "--late", "120", "--write", folder.toString()))
                .isZero();
        assertThat(Files.readString(folder.resolve("custom.svg")))
                .startsWith("<svg")
                .endsWith("</svg>\n");
        assertThat(folder.resolve("custom.txt")).exists();
    }

    @Test
    void tellsWhatIsWrong() {
        assertThat(run("simulate", "no-such")).isEqualTo(2);
        assertThat(err.toString()).contains("no-such");
        assertThat(run("plan", "2026-12-01T11:00:00Z", "--instance-lead", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("instance lead");
        assertThat(run("scale-up", "--group", "g", "--cluster", "c")).isEqualTo(2);
        assertThat(run("preflight", "--group", "g", "--cluster", "no_cluster", "--opens-at", "2026-12-01T11:00:00Z"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no_cluster");
    }

    @Test
    void theReadmeShowsTheCommittedComparison() throws IOException {
        String comparison = Files.readString(Path.of("src/test/resources/boxoffice/scaling/simulation/comparison.txt"));
        assertThat(Files.readString(Path.of("README.md"))).contains(comparison);
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
