package boxoffice.scaling.reconcile;

import boxoffice.domain.scaling.Change;
import boxoffice.domain.scaling.Demand;
import boxoffice.domain.scaling.Hold;
import boxoffice.domain.scaling.Timetable;
import boxoffice.scaling.reconcile.ScheduledCapacity.Registered;
import boxoffice.scaling.reconcile.ScheduledCapacity.RegisteredChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares one capacity with its timetable and does what is missing, no more: where all is well it only reads. Any
 * number of instances may do this at once, since names and times follow from the openings alone.
 *
 * <p>What must be true now comes first, then what stands in the way, then what is to be registered. Nothing in here
 * lowers a bound while a hold lasts. Blocks; stateless.
 */
public final class Reconciler {

    /** AWS refuses a start in the past, and its clock is not ours: what is nearer than this is done, not registered. */
    static final Duration TOO_NEAR = Duration.ofSeconds(60);

    private Reconciler() {}

    /**
     * @return what was done, in order; empty where nothing was to do
     * @throws AwsTroubleException at the first call that fails; what was done before stays, the next run does the rest
     */
    public static List<String> reconcile(ScheduledCapacity capacity, Timetable timetable, Instant now) {
        Registered registered = capacity.read();
        List<String> done = new ArrayList<>();
        correctBounds(capacity, timetable, registered, now).ifPresent(done::add);
        List<Change> wanted = timetable.changesAfter(now);
        removeStale(capacity, timetable, registered, wanted, now, done);
        registerMissing(capacity, timetable, registered, wanted, now, done);
        return List.copyOf(done);
    }

    private static Optional<String> correctBounds(
            ScheduledCapacity capacity, Timetable timetable, Registered registered, Instant now) {
        Optional<Hold> hold =
                timetable.currentOrNext(now).filter(next -> !next.from().isAfter(now.plus(TOO_NEAR)));
        if (hold.isPresent()) {
            int full = timetable.capacity().full();
            boolean enough = registered.desired() == null || registered.desired() >= full;
            if (registered.min() == full && registered.max() == full && enough) {
                return Optional.empty();
            }
            capacity.pinNow(new Change.Pin(hold.get().from()), timetable.capacity(), now);
            return Optional.of(capacity.name() + ": pinned to " + full + " now");
        }
        Demand demand = timetable.demandedAt(now);
        if (registered.min() == demand.min() && registered.max() == demand.max()) {
            return Optional.empty();
        }
        capacity.releaseNow(timetable.capacity());
        return Optional.of(capacity.name() + ": bounds set to " + demand.min() + ".." + demand.max());
    }

    /** Before anything is registered: AWS takes no two actions of a group at the same time. */
    private static void removeStale(
            ScheduledCapacity capacity,
            Timetable timetable,
            Registered registered,
            List<Change> wanted,
            Instant now,
            List<String> done) {
        Set<String> kept = new HashSet<>();
        wanted.forEach(change -> kept.add(change.name()));
        timetable
                .currentOrNext(now)
                .map(hold -> new Change.Pin(hold.from()).name())
                .ifPresent(kept::add);
        for (RegisteredChange change : registered.changes()) {
            if (!kept.contains(change.name())) {
                capacity.remove(change.name());
                done.add(capacity.name() + ": removed " + change.name());
            }
        }
    }

    private static void registerMissing(
            ScheduledCapacity capacity,
            Timetable timetable,
            Registered registered,
            List<Change> wanted,
            Instant now,
            List<String> done) {
        Map<String, RegisteredChange> there = registered.changes().stream()
                .collect(Collectors.toMap(RegisteredChange::name, Function.identity(), (one, other) -> one));
        for (Change change : wanted) {
            boolean tooNear = !change.at().isAfter(now.plus(TOO_NEAR));
            RegisteredChange shown = capacity.shown(change, timetable.capacity());
            if (!tooNear && !shown.equals(there.get(change.name()))) {
                capacity.register(change, timetable.capacity());
                done.add(capacity.name() + ": registered " + change.name() + " at " + change.at());
            }
        }
    }
}
