package boxoffice.load.report;

import boxoffice.load.scrape.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** What the service measured of itself, now and then. */
final class ServicePlots {

    private static final String SINCE_OPENING = "s since the opening";
    private static final double NANOS_PER_SECOND = 1e9;

    private ServicePlots() {}

    /** Empty where nothing was scraped. */
    static String of(List<Sample> samples) {
        if (samples.size() < 2) {
            return "";
        }
        return plot("Claims waiting for a batch", samples, (earlier, later) -> later.queueDepth())
                + plot("Claims in a batch", samples, (earlier, later) -> later.batchSizeSince(earlier))
                + plot("Processor cores busy", samples, (earlier, later) -> later.coresSince(earlier));
    }

    private static String plot(String title, List<Sample> samples, ToDoubleBiFunction<Sample, Sample> figure) {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            double value = figure.applyAsDouble(samples.get(i - 1), samples.get(i));
            points.add(new Point(samples.get(i).atNanos() / NANOS_PER_SECOND, Double.isFinite(value) ? value : 0));
        }
        return new Chart(
                        title,
                        Axis.between(
                                points.get(0).x(), points.get(points.size() - 1).x()),
                        SINCE_OPENING,
                        Axis.upTo(Math.max(
                                1, points.stream().mapToDouble(Point::y).max().orElse(1))))
                .line("since the reading before", Palette.MEDIAN, points)
                .html();
    }
}
