package boxoffice.load.report;

import boxoffice.load.history.Waits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** How long the slowest so many in a hundred took: the right end is the worst of all. */
final class PercentilePlot {

    private static final double NINES_MAX = 4;
    private static final double STEP = 0.05;
    private static final Map<Double, String> MARKS = Map.of(
            nines(0),
            "0",
            nines(50),
            "50 %",
            nines(90),
            "90 %",
            nines(99),
            "99 %",
            nines(99.9),
            "99.9 %",
            NINES_MAX,
            "max");

    private PercentilePlot() {}

    static String of(Figures figures) {
        double highest = Math.max(figures.member().maxMillis(), figures.read().maxMillis());
        return new Chart(
                        "Time to the answer, by share of requests (ms)",
                        new Axis(0, NINES_MAX, 1, 1),
                        "so many were at most as slow",
                        Axis.upTo(highest))
                .marked(new TreeMap<>(MARKS))
                .line("a read", Palette.READS, curve(figures.read()))
                .line("one claim", Palette.MEDIAN, curve(figures.claim()))
                .line("a member, with retries", Palette.P99, curve(figures.member()))
                .html();
    }

    private static List<Point> curve(Waits waits) {
        return DoubleStream.iterate(0, nines -> nines <= NINES_MAX + STEP / 2, nines -> nines + STEP)
                .mapToObj(nines -> new Point(
                        Math.min(nines, NINES_MAX),
                        nines >= NINES_MAX - STEP / 2
                                ? waits.maxMillis()
                                : waits.percentileMillis(100 - 100 * Math.pow(10, -nines))))
                .toList();
    }

    private static double nines(double percentile) {
        return -Math.log10(1 - percentile / 100) + 0.0;
    }
}
