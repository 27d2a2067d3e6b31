package boxoffice.scaling.simulation;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scheduled action as AWS knows it: what it names is set, what it does not name stays as it is. */
public record ScheduledBounds(
        int second,
        @Nullable Integer min,
        @Nullable Integer max,
        @Nullable Integer desired) {

    /** The actions that the reconciler registers for these changes. */
    static List<ScheduledBounds> of(List<Change> changes, Instant opensAt, Capacity capacity) {
        return changes.stream().map(change -> of(change, opensAt, capacity)).toList();
    }

    private static ScheduledBounds of(Change change, Instant opensAt, Capacity capacity) {
        int second = (int) Duration.between(opensAt, change.at()).toSeconds();
        return change instanceof Change.Pin
                ? new ScheduledBounds(second, capacity.full(), capacity.full(), capacity.full())
                : new ScheduledBounds(second, capacity.idle(), capacity.full(), null);
    }

    @Override
    public String toString() {
        return "scheduled:" + told(" min ", min) + told(" max ", max) + told(" desired ", desired);
    }

    private static String told(String name, @Nullable Integer value) {
        return value == null ? "" : name + value;
    }
}
