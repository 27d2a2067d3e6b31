package boxoffice.scaling.simulation;

import java.util.List;

/**
 * One story: a plan, a crowd, and how slow AWS is.
 *
 * @param tells in a sentence what it shows
 * @param latenessSeconds how late every scheduled action fires
 */
public record Scenario(
        String name,
        String tells,
        Traffic traffic,
        List<ScheduledBounds> instanceActions,
        List<ScheduledBounds> readerActions,
        ScaleInRule scaleIn,
        int latenessSeconds,
        Surroundings surroundings) {

    public Scenario {
        instanceActions = List.copyOf(instanceActions);
        readerActions = List.copyOf(readerActions);
    }

    /**
     * What the plan does not decide.
     *
     * @param usersOfOneInstance how many members keep one instance fully busy
     * @param connectionsMax of one instance to all readers
     */
    public record Surroundings(
            int instanceStartSeconds,
            int instanceWarmSeconds,
            int readerStartSeconds,
            int usersOfOneInstance,
            int connectionsMax,
            TargetTracking instances,
            TargetTracking readers) {

        /** Two minutes to boot and two to warm; eight for a reader; the policies of {@code infra}. */
        public static final Surroundings USUAL = new Surroundings(
                120, 120, 480, 1_000, 32, new TargetTracking(60, false, 0), new TargetTracking(40, true, 300));
    }
}
