package boxoffice.load.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear scale with a few round marks.
 *
 * @param scale what a value is divided by where it is shown
 */
record Axis(double from, double to, double step, double scale) {

    private static final int STEPS_WANTED = 5;
    private static final double MILLIS_SHOWN_MAX = 5_000;
    private static final double MILLIS_PER_SECOND = 1_000;

    /** From zero to a round number. */
    static Axis upTo(double to) {
        double step = round((to > 0 ? to : 1) / STEPS_WANTED);
        return new Axis(0, Math.ceil((to > 0 ? to : 1) / step) * step, step, 1);
    }

    /** From here to there, neither of them round. */
    static Axis between(double from, double to) {
        double end = to > from ? to : from + 1;
        return new Axis(from, end, round((end - from) / STEPS_WANTED), 1);
    }

    /** Of times in milliseconds; a long one is shown in seconds. */
    static Axis ofMillis(double from, double to) {
        Axis axis = between(from, to);
        return new Axis(axis.from, axis.to, axis.step, axis.to - axis.from > MILLIS_SHOWN_MAX ? MILLIS_PER_SECOND : 1);
    }

    /** The next of 1, 2, 5, 10, 20 and so on. */
    static double round(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /** What times on it are shown in. */
    String timeUnit() {
        return scale == 1 ? "ms" : "s";
    }

    /** Where a value is, from 0 to 1. */
    double share(double value) {
        return (value - from) / (to - from);
    }

    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        double first = Math.ceil(from / step - 1e-9) * step;
        for (int i = 0; first + i * step <= to + step * 1e-9; i++) {
            marks.add(first + i * step + 0.0);
        }
        return marks;
    }

    /** As short as its step allows. */
    String label(double value) {
        double shown = value / scale;
        double smallest = step / scale;
        if (Math.abs(shown) >= 10_000) {
            return Text.of(shown / 1000, smallest >= 1000 ? 0 : 1) + "k";
        }
        return Text.of(shown, smallest >= 1 ? 0 : smallest >= 0.1 ? 1 : 2);
    }
}
