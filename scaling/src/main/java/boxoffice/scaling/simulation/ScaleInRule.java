package boxoffice.scaling.simulation;

import java.util.List;

/**
 * The seed's rule: under a threshold for so many minutes, one instance less. An alarm that stays in ALARM asks again
 * every minute.
 *
 * @param cooldownSeconds after an instance was taken away, until the next may be; 0 for a step policy, which has none
 */
public record ScaleInRule(double threshold, int minutes, Evaluation evaluation, int cooldownSeconds) {

    /** What "for 15 minutes" means. */
    public enum Evaluation {
        /** The mean of the 15 minutes: a short burst within them may pass unseen. */
        AVERAGE,
        /** Each of the 15 minutes. */
        SUSTAINED
    }

    boolean isInAlarm(List<Double> minuteMeans) {
        if (minuteMeans.size() < minutes) {
            return false;
        }
        List<Double> last = minuteMeans.subList(minuteMeans.size() - minutes, minuteMeans.size());
        return evaluation == Evaluation.AVERAGE
                ? last.stream().mapToDouble(Double::doubleValue).average().orElse(threshold) < threshold
                : last.stream().allMatch(mean -> mean < threshold);
    }
}
