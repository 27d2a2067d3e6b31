package boxoffice.load.report;

import boxoffice.load.audit.Audit;
import boxoffice.load.audit.Books;
import boxoffice.load.audit.Check;
import boxoffice.load.rush.RushResult;
import boxoffice.load.rush.RushSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All that is known after a rush: as text for the terminal, as one HTML file for a person, as JSON for a machine. The
 * three tell the same figures.
 */
public record Report(Figures figures, RushResult result, Audit audit) {

    /** Of a rush that is over and audited. */
    public static Report of(RushSettings settings, RushResult result, Books books, Audit audit) {
        return new Report(Figures.of(settings, result, books), result, audit);
    }

    /** Whether nothing failed. */
    public boolean isPassed() {
        return audit.isPassed();
    }

    /** The verdict, each check a line. */
    public String text() {
        StringBuilder text = new StringBuilder();
        figures.rows().forEach(row -> text.append(String.format("%-34s %s%n", row.name(), row.value())));
        text.append(System.lineSeparator());
        for (Check check : audit.checks()) {
            text.append(String.format("%-8s %s: %s%n", check.verdict(), check.promise(), check.figure()));
        }
        return text.append(String.format("%n%s%n", isPassed() ? "PASSED" : "FAILED"))
                .toString();
    }

    /** Writes {@code report.html} and {@code report.json} there. */
    public void write(Path folder) throws IOException {
        Path made = Files.createDirectories(folder);
        Files.writeString(made.resolve("report.html"), HtmlReport.of(this));
        Files.writeString(made.resolve("report.json"), JsonReport.of(this));
    }
}
