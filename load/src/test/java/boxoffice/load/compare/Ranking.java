package boxoffice.load.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of one mode, run by run and case by case, as a Markdown table. */
final class Ranking {

    private static final double FRACTIONS_BELOW = 100;

    private final Mode mode;
    private final String first;
    private final Map<String, List<Figure>> figures = new LinkedHashMap<>();

    Ranking(Mode mode) {
        this.mode = mode;
        this.first = mode.cases().get(0).label();
    }

    void add(String label, Figure figure) {
        figures.computeIfAbsent(label, empty -> new ArrayList<>()).add(figure);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| " + mode + ": " + mode.figure() + " | each run | median | " + first
                + " is better, median of pairs (least to most) | server's CPU each, us | of " + first
                + "'s | most resident, MB |\n|---|---|---|---|---|---|---|\n");
        figures.forEach((label, runs) -> text.append("| ")
                .append(label)
                .append(" | ")
                .append(runs.stream().map(Figure::value).map(Ranking::rounded).collect(Collectors.joining(", ")))
                .append(" | **")
                .append(rounded(median(runs, Figure::value)))
                .append("** | ")
                .append(compared(label, "**%.2f x** (%.2f to %.2f)", mode::advantage, Figure::value))
                .append(" | ")
                .append(rounded(median(runs, Figure::cpuMicros)))
                .append(" | ")
                .append(compared(label, "%.2f x (%.2f to %.2f)", (ours, other) -> other / ours, Figure::cpuMicros))
                .append(" | ")
                .append(rounded(runs.stream()
                        .mapToDouble(Figure::residentMegabytes)
                        .max()
                        .orElse(Double.NaN)))
                .append(" |\n"));
        return text.toString();
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double median(List<Figure> runs, ToDoubleFunction<Figure> part) {
        return median(runs.stream().mapToDouble(part).toArray());
    }

    private String compared(String label, String form, DoubleBinaryOperator ratio, ToDoubleFunction<Figure> part) {
        List<Figure> ours = figures.getOrDefault(first, List.of());
        List<Figure> others = figures.getOrDefault(label, List.of());
        if (ours.isEmpty() || label.equals(first)) {
            return "";
        }
        double[] ratios = IntStream.range(0, Math.min(ours.size(), others.size()))
                .mapToDouble(pair ->
                        ratio.applyAsDouble(part.applyAsDouble(ours.get(pair)), part.applyAsDouble(others.get(pair))))
                .sorted()
                .toArray();
        return String.format(Locale.ROOT, form, median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private static String rounded(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < FRACTIONS_BELOW ? "%.1f" : "%,.0f", value);
    }
}
