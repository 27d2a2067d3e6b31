package boxoffice.load.report;

import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import boxoffice.load.history.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the crowd saw, over time. */
final class WallPlots {

    private static final String SINCE_OPENING = " since the opening";

    private WallPlots() {}

    /** Claims: when they were due, and what was answered when. */
    static String claims(History history) {
        return outcomes("Claims, and their answers", history.claims().toList());
    }

    /** Everything, the calm hour and the reloads too. */
    static String everything(History history) {
        return outcomes("All requests, and their answers", history.attempts());
    }

    /** Latency of claims by the time they were due. */
    static String latency(History history) {
        List<Attempt> claims = history.claims().filter(Attempt::isAnswered).toList();
        Buckets buckets = over(claims, Buckets::due);
        List<Point> max = buckets.latency(claims, 1);
        Axis time = Axis.ofMillis(buckets.from(), buckets.to());
        return new Chart(
                        "Time to the answer, by when a claim was due (ms)",
                        time,
                        time.timeUnit() + SINCE_OPENING,
                        Axis.upTo(highest(max)))
                .line("slowest", Palette.MAX, max)
                .line("99 of 100", Palette.P99, buckets.latency(claims, 0.99))
                .line("half", Palette.MEDIAN, buckets.latency(claims, 0.5))
                .html();
    }

    /** Tickets left, as far as the crowd was told. */
    static String ticketsLeft(History history, int size) {
        List<Attempt> changes = history.attempts().stream()
                .filter(attempt -> attempt.outcome() == Outcome.TICKET || attempt.outcome() == Outcome.GIVEN_BACK)
                .sorted(Comparator.comparingLong(Attempt::endedNanos))
                .toList();
        Buckets buckets = over(changes, Buckets::ended);
        List<Point> points = new ArrayList<>(List.of(new Point(buckets.from(), size)));
        List<Double> taken = buckets.counts(of(Outcome.TICKET, changes), Buckets::ended);
        List<Double> returned = buckets.counts(of(Outcome.GIVEN_BACK, changes), Buckets::ended);
        double left = size;
        for (int i = 0; i < buckets.count(); i++) {
            left += returned.get(i) - taken.get(i);
            points.add(new Point(buckets.from() + (i + 1) * buckets.width(), left));
        }
        Axis time = Axis.ofMillis(buckets.from(), buckets.to());
        return new Chart("Tickets left, as members were told", time, time.timeUnit() + SINCE_OPENING, Axis.upTo(size))
                .line("left", Palette.TICKETS, points)
                .html();
    }

    private static String outcomes(String title, List<Attempt> attempts) {
        Buckets buckets = over(attempts, Buckets::ended);
        List<Double> due = buckets.counts(attempts, Buckets::due);
        List<Layer> layers = Arrays.stream(Outcome.values())
                .map(outcome -> new Layer(
                        outcome.label(), Palette.of(outcome), buckets.counts(of(outcome, attempts), Buckets::ended)))
                .toList();
        List<Point> arrivals = new ArrayList<>();
        for (int i = 0; i < buckets.count(); i++) {
            arrivals.add(new Point(buckets.from() + i * buckets.width(), due.get(i)));
        }
        arrivals.add(new Point(buckets.to(), due.get(buckets.count() - 1)));
        Axis time = Axis.ofMillis(buckets.from(), buckets.to());
        return new Chart(
                        title + " (per " + Text.of(buckets.width(), 0) + " ms)",
                        time,
                        time.timeUnit() + SINCE_OPENING,
                        Axis.upTo(Math.max(highest(arrivals), highestSum(layers, buckets.count()))))
                .stack(layers, buckets.from(), buckets.width())
                .steps("due", Palette.ARRIVALS, arrivals)
                .html();
    }

    private static List<Attempt> of(Outcome outcome, List<Attempt> attempts) {
        return attempts.stream().filter(attempt -> attempt.outcome() == outcome).toList();
    }

    private static Buckets over(List<Attempt> attempts, ToDoubleFunction<Attempt> last) {
        return Buckets.covering(
                attempts.stream().mapToDouble(Buckets::due).min().orElse(0),
                attempts.stream().mapToDouble(last).max().orElse(1));
    }

    private static double highest(List<Point> points) {
        return points.stream().mapToDouble(Point::y).max().orElse(1);
    }

    private static double highestSum(List<Layer> layers, int buckets) {
        double highest = 0;
        for (int i = 0; i < buckets; i++) {
            int bucket = i;
            highest = Math.max(
                    highest,
                    layers.stream()
                            .mapToDouble(layer -> layer.heights().get(bucket))
                            .sum());
        }
        return highest;
    }
}
