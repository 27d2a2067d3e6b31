package boxoffice.domain.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of the plan.
 *
 * @param instanceLead how long before an opening all instances must have been asked for
 * @param readerLead the same for readers, which take minutes to be created
 * @param hold how long after an opening nothing may be taken away
 * @param gap two holds that are closer than this are one: what was released could not be used meanwhile, and a release
 *     that fires late must not undo the next pin
 */
public record ScalingRules(
        Capacity instances, Capacity readers, Duration instanceLead, Duration readerLead, Duration hold, Duration gap) {

    /** AWS starts a scheduled action up to this much late. */
    public static final Duration LATENESS_MAX = Duration.ofMinutes(2);

    /** What is left of a lead after the worst lateness must be enough to start an instance and warm it. */
    public static final Duration LEAD_MIN = LATENESS_MAX.plusMinutes(4);

    private static final Duration TIME_MAX = Duration.ofHours(24);

    /** The seed's plan: three instances 10 minutes before, up to three readers. */
    public static final ScalingRules DEFAULT = new ScalingRules(
            new Capacity(1, 3),
            new Capacity(1, 3),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30));

    /** @throws IllegalArgumentException that tells everything that is wrong */
    public ScalingRules {
        List<String> problems = new ArrayList<>();
        within(problems, "instance lead", instanceLead, LEAD_MIN);
        within(problems, "reader lead", readerLead, LEAD_MIN);
        within(problems, "hold", hold, Duration.ofMinutes(1));
        within(problems, "gap", gap, LATENESS_MAX.plusSeconds(1));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void within(List<String> problems, String name, Duration value, Duration min) {
        if (value.compareTo(min) < 0 || value.compareTo(TIME_MAX) > 0) {
            problems.add(name + " must be from " + min + " to " + TIME_MAX + ", not " + value);
        }
    }
}
