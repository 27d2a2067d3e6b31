package boxoffice.load.report;

import java.util.List;
import java.util.stream.IntStream;

/** A linear scale with a few round marks. */
record Axis(double from, double to, double step) {

    private static final int STEPS_WANTED = 5;

    /** Covers both; its end is a round number. */
    static Axis covering(double from, double to) {
        double span = to > from ? to - from : 1;
        double step = round(span / STEPS_WANTED);
        return new Axis(Math.floor(from / step) * step, Math.ceil((from + span) / step) * step, step);
    }

    /** From zero. */
    static Axis upTo(double to) {
        return covering(0, to);
    }

    /** The next of 1, 2, 5, 10, 20 and so on. */
    static double round(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /** Where a value is, from 0 to 1. */
    double share(double value) {
        return (value - from) / (to - from);
    }

    List<Double> marks() {
        return IntStream.rangeClosed(0, (int) Math.round((to - from) / step))
                .mapToObj(i -> from + i * step)
                .toList();
    }

    /** As short as its step allows. */
    String label(double value) {
        if (Math.abs(value) >= 10_000) {
            return Text.of(value / 1000, step >= 1000 ? 0 : 1) + "k";
        }
        return Text.of(value, step >= 1 ? 0 : step >= 0.1 ? 1 : 2);
    }
}
