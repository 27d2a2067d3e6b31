package boxoffice.scaling.reconcile;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capacity on AWS that has bounds and scheduled actions: the instances of a group, or the readers of a cluster. Only
 * our own actions are seen and touched, which a prefix of their names tells.
 *
 * <p>Blocks, for a bounded time; not for an event loop. Every call may be repeated. Failures are
 * {@link AwsTroubleException}.
 */
public interface ScheduledCapacity {

    /** For people. */
    String name();

    /** What is there now. */
    Registered read();

    /** Registers what is to happen, in place of what has the same name. */
    void register(Change change, Capacity capacity);

    /** Removes what was registered under this name; one that is not there is removed already. */
    void remove(String changeName);

    /** Makes capacity full now, since it is too late to register that. */
    void pinNow(Change.Pin pin, Capacity capacity, Instant now);

    /** Sets the bounds of a time without openings; takes nothing away by itself. */
    void releaseNow(Capacity capacity);

    /**
     * What AWS has.
     *
     * @param desired null where AWS knows none
     */
    record Registered(int min, int max, @Nullable Integer desired, List<RegisteredChange> changes) {

        public Registered {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One of our actions, as it is registered.
     *
     * @param name without the prefix
     * @param at null where it has another form than ours
     */
    record RegisteredChange(
            String name,
            @Nullable Instant at,
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable Integer desired) {}

    /** How this capacity would show that change, once it is registered. */
    RegisteredChange shown(Change change, Capacity capacity);
}
