package boxoffice.scaling.simulation;

import java.util.List;

/**
 * Target tracking as AWS does it: out after three minutes above the target, in after fifteen under nine tenths of it.
 *
 * @param scaleIn whether it may take away
 */
public record TargetTracking(double target, boolean scaleIn, int cooldownSeconds) {

    private static final int OUT_MINUTES = 3;
    private static final int IN_MINUTES = 15;
    private static final double IN_PART = 0.9;

    /** How many it wants, where there are so many now. */
    int wanted(List<Double> minuteMeans, int count) {
        double now = minuteMeans.isEmpty() ? 0 : minuteMeans.get(minuteMeans.size() - 1);
        if (last(minuteMeans, OUT_MINUTES).stream()
                        .filter(mean -> mean > target)
                        .count()
                == OUT_MINUTES) {
            return (int) Math.ceil(count * now / target);
        }
        boolean low = last(minuteMeans, IN_MINUTES).stream()
                        .filter(mean -> mean < target * IN_PART)
                        .count()
                == IN_MINUTES;
        return scaleIn && low ? count - 1 : count;
    }

    private static List<Double> last(List<Double> values, int count) {
        return values.subList(Math.max(0, values.size() - count), values.size());
    }
}
