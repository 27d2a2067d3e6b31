package boxoffice.persistence.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the runs of each fault have measured, the worst of all seeds; written to {@code target/faults.md} after each
 * run, and printed. One for the whole JVM.
 */
public final class FaultTable {

    private static final Path FILE =
            Path.of(System.getProperty("basedir", "")).resolve("target").resolve("faults.md");
    private static final Map<String, Row> ROWS = new TreeMap<>();

    private static final class Row {
        private final String fault;
        private final Map<String, Long> worst = new LinkedHashMap<>();
        private int runs;

        private Row(String fault) {
            this.fault = fault;
        }
    }

    private FaultTable() {}

    /** Adds one run; figures of the same name are worse the higher they are. */
    public static synchronized void add(String id, String fault, long seed, Map<String, Long> figures) {
        Row row = ROWS.computeIfAbsent(sortable(id), first -> new Row(fault));
        row.runs++;
        figures.forEach((name, value) -> row.worst.merge(name, value, Math::max));
        System.out.printf("fault %s, seed %d: %s: %s%n", id, seed, fault, figures);
        write();
    }

    private static void write() {
        StringBuilder text = new StringBuilder("| # | fault | runs | the worst of them |\n|---|---|---|---|\n");
        ROWS.forEach((id, row) -> text.append("| ")
                .append(id.replaceFirst("F0", "F"))
                .append(" | ")
                .append(row.fault)
                .append(" | ")
                .append(row.runs)
                .append(" | ")
                .append(row.worst.toString().replaceAll("[{}]", ""))
                .append(" |\n"));
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String sortable(String id) {
        return id.matches("F\\d(\\D.*)?") ? "F0" + id.substring(1) : id;
    }
}
