package boxoffice.load.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of one mode, run by run and contestant by contestant, as a Markdown table. */
final class Ranking {

    private final Mode mode;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    Ranking(Mode mode) {
        this.mode = mode;
    }

    void add(String contestant, double figure) {
        figures.computeIfAbsent(contestant, first -> new ArrayList<>()).add(figure);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| " + mode + ": " + mode.figure()
                + " | each run | median | Boxoffice is better, median of pairs (least to most) |\n|---|---|---|---|\n");
        figures.forEach((name, runs) -> text.append("| ")
                .append(name)
                .append(" | ")
                .append(runs.stream().map(Ranking::rounded).collect(Collectors.joining(", ")))
                .append(" | **")
                .append(rounded(median(doubles(runs))))
                .append("** | ")
                .append(name.equals(Boxoffice.NAME) ? "" : advantage(runs))
                .append(" |\n"));
        return text.toString();
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private String advantage(List<Double> others) {
        List<Double> ours = figures.getOrDefault(Boxoffice.NAME, List.of());
        if (ours.isEmpty()) {
            return "";
        }
        double[] ratios = IntStream.range(0, Math.min(ours.size(), others.size()))
                .mapToDouble(pair -> mode.advantage(ours.get(pair), others.get(pair)))
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT, "**%.2f x** (%.2f to %.2f)", median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
