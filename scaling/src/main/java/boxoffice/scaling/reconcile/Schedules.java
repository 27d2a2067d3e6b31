package boxoffice.scaling.reconcile;

import boxoffice.domain.scaling.ScalingPlan;
import boxoffice.domain.scaling.ScalingRules;
import boxoffice.domain.scaling.Timetable;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keeps AWS equal to the openings.
 *
 * <p>Blocks, for seconds where AWS is slow: for a worker thread, never an event loop, and one call at a time. Never
 * fails because of AWS: trouble with instances does not keep readers from being looked at, and both are told in the
 * {@link Reconciliation}.
 */
public final class Schedules implements AutoCloseable {

    private final ScheduledCapacity instances;
    private final ScheduledCapacity readers;
    private final ScalingRules rules;
    private final Clock clock;
    private final Runnable closeClients;

    /** @param closeClients is run when this is closed */
    public Schedules(
            ScheduledCapacity instances,
            ScheduledCapacity readers,
            ScalingRules rules,
            Clock clock,
            Runnable closeClients) {
        this.instances = instances;
        this.readers = readers;
        this.rules = rules;
        this.clock = clock;
        this.closeClients = closeClients;
    }

    /**
     * Makes AWS equal to these openings.
     *
     * @param openings when each opens
     */
    public Reconciliation reconcile(Collection<Instant> openings) {
        ScalingPlan plan = ScalingPlan.of(openings, rules);
        Instant now = clock.instant();
        List<String> done = new ArrayList<>();
        List<AwsTroubleException> troubles = new ArrayList<>();
        reconcile(instances, plan.instances(), now, done, troubles);
        reconcile(readers, plan.readers(), now, done, troubles);
        return new Reconciliation(now, done, troubles);
    }

    @Override
    public void close() {
        closeClients.run();
    }

    private static void reconcile(
            ScheduledCapacity capacity,
            Timetable timetable,
            Instant now,
            List<String> done,
            List<AwsTroubleException> troubles) {
        try {
            done.addAll(Reconciler.reconcile(capacity, timetable, now));
        } catch (AwsTroubleException trouble) {
            troubles.add(trouble);
        } catch (RuntimeException unexpected) {
            troubles.add(new AwsTroubleException(
                    Kind.REFUSED, capacity.name() + ": " + unexpected.getMessage(), unexpected));
        }
    }
}
