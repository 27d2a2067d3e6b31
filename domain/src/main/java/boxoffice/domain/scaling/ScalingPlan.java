package boxoffice.domain.scaling;

import java.time.Instant;
import java.util.Collection;

/**
 * When there must be how many instances and how many readers, for these openings. The same openings make the same plan,
 * in any order, on every instance of the service.
 */
public record ScalingPlan(Timetable instances, Timetable readers) {

    /** @param openings when each opening opens */
    public static ScalingPlan of(Collection<Instant> openings, ScalingRules rules) {
        return new ScalingPlan(
                Timetable.of(openings, rules.instances(), rules.instanceLead(), rules.hold(), rules.gap()),
                Timetable.of(openings, rules.readers(), rules.readerLead(), rules.hold(), rules.gap()));
    }

    /** Whether an opening is near, so that nothing may be rebuilt now. */
    public boolean isHeldAt(Instant now) {
        return instances.isHeldAt(now) || readers.isHeldAt(now);
    }
}
