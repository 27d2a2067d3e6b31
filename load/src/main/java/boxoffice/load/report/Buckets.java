package boxoffice.load.report;

import boxoffice.load.history.Attempt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A stretch of time cut into equal parts, in milliseconds relative to the opening.
 *
 * @param from start of the first one
 * @param width of each, a round number
 */
record Buckets(double from, double width, int count) {

    private static final int WANTED = 60;
    private static final double NANOS_PER_MILLI = 1e6;

    /** About sixty of them. */
    static Buckets covering(double from, double to) {
        double width = Axis.round(Math.max(1, (to - from) / WANTED));
        double start = Math.floor(from / width) * width;
        return new Buckets(start, width, (int) Math.floor((to - start) / width) + 1);
    }

    double to() {
        return from + count * width;
    }

    /** How many fall into each. */
    List<Double> counts(List<Attempt> attempts, ToDoubleFunction<Attempt> millis) {
        double[] counts = new double[count];
        attempts.forEach(attempt -> counts[index(millis.applyAsDouble(attempt))]++);
        return Arrays.stream(counts).boxed().toList();
    }

    /** A percentile of the latency of those that were due in each; buckets without any are left out. */
    List<Point> latency(List<Attempt> attempts, double share) {
        List<List<Double>> latencies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            latencies.add(new ArrayList<>());
        }
        attempts.forEach(attempt -> latencies.get(index(due(attempt))).add(attempt.latencyNanos() / NANOS_PER_MILLI));
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Double> sorted = latencies.get(i).stream().sorted().toList();
            if (!sorted.isEmpty()) {
                int at = (int) Math.min(sorted.size() - 1L, Math.round(Math.ceil(share * sorted.size())) - 1);
                points.add(new Point(from + (i + 0.5) * width, sorted.get(Math.max(0, at))));
            }
        }
        return points;
    }

    static double due(Attempt attempt) {
        return attempt.dueNanos() / NANOS_PER_MILLI;
    }

    static double ended(Attempt attempt) {
        return attempt.endedNanos() / NANOS_PER_MILLI;
    }

    private int index(double millis) {
        return (int) Math.max(0, Math.min(count - 1L, (long) Math.floor((millis - from) / width)));
    }
}
