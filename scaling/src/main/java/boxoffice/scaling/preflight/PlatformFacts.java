package boxoffice.scaling.preflight;

import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.writer.ClusterState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What AWS tells about the stack. Blocks; failures are {@link boxoffice.scaling.reconcile.AwsTroubleException}, and
 * fail the check that asked.
 */
public interface PlatformFacts {

    ScheduledCapacity instances();

    ScheduledCapacity readers();

    List<InstanceFact> group();

    ClusterState cluster();

    /** The most that a reader was behind in the last minutes, in ms; empty where nothing was measured. */
    OptionalDouble lagMillis();

    /** Alarms whose names begin like the stack's. */
    List<AlarmFact> alarms();

    /** When the metric that the group follows arrived last; empty where it did not in the last quarter of an hour. */
    Optional<Instant> trackedMetricAt();

    /** An instance of the group. */
    record InstanceFact(String id, boolean inService, boolean healthy) {}

    /** Who hears what is told to this topic. */
    Subscribers subscribers(String topic);

    /**
     * An alarm, and whom it would tell.
     *
     * @param actions what is done, by its ARN: a topic is told, or a policy is carried out
     */
    record AlarmFact(String name, boolean enabled, List<String> actions) {

        /** Those that people or machines subscribe to. */
        List<String> topics() {
            return actions.stream().filter(action -> action.contains(":sns:")).toList();
        }
    }

    /**
     * Of a topic.
     *
     * @param pending have been asked whether they want to, and have not answered
     */
    record Subscribers(int confirmed, int pending) {}
}
