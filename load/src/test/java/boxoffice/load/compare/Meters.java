package boxoffice.load.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What a service says of itself on its management port, at one instant; of several instances, all together. */
record Meters(String pages) {

    private static final String PUBLICATIONS = "boxoffice_cloudwatch_publications_total";
    private static final String ATTEMPTS = "boxoffice_batch_attempts_total";

    static Meters of(List<Integer> managementPorts) {
        return new Meters(managementPorts.stream().map(Meters::page).collect(Collectors.joining("\n")));
    }

    /** All series of this name whose tags hold this text. */
    double sum(String name, String tags) {
        return pages.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> line.contains(tags))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    double heapMegabytes() {
        return sum("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20);
    }

    /** Share of the batches since then that had to be tried again, in percent. */
    double triedAgainPercentSince(Meters earlier) {
        double all = since(earlier, ATTEMPTS, "");
        return all == 0 ? 0 : 100 * (all - since(earlier, ATTEMPTS, "result=\"committed\"")) / all;
    }

    /** Mean number of claims of a batch since then. */
    double batchSizeSince(Meters earlier) {
        double batches = since(earlier, "boxoffice_batch_size_count", "");
        return batches == 0 ? 0 : since(earlier, "boxoffice_batch_size_sum", "") / batches;
    }

    /** How many tokens had their signature verified since then. */
    long tokensVerifiedSince(Meters earlier) {
        return (long) since(earlier, "boxoffice_token_verifications_total", "result=\"verified\"");
    }

    /** How the steps for CloudWatch ended since then; nothing where none did. */
    String publishedSince(Meters earlier) {
        double accepted = since(earlier, PUBLICATIONS, "result=\"accepted\"");
        double lost = since(earlier, PUBLICATIONS, "result=\"lost\"");
        return accepted + lost == 0
                ? ""
                : String.format(", CloudWatch accepted %.0f steps, %.0f were lost", accepted, lost);
    }

    private double since(Meters earlier, String name, String tags) {
        return sum(name, tags) - earlier.sum(name, tags);
    }

    private static String page(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://localhost:" + port + "/metrics").toURL().openConnection();
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
