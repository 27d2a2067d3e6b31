package boxoffice.domain.scaling;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The holds of one capacity in time: apart from each other by more than a gap, in order.
 *
 * <p>It has two sides that say the same, so that each makes up for the other. {@link #demandedAt} is what must be true
 * now, for whoever can look; {@link #changesAfter} is what must be registered ahead, for when nobody can.
 */
public record Timetable(Capacity capacity, List<Hold> holds) {

    /** What an Auto Scaling group takes of scheduled actions; the tightest of the limits that apply. */
    public static final int CHANGES_LIMIT = 125;

    /** What is registered ahead; the rest of the limit is for those that are about to be removed. */
    public static final int CHANGES_MAX = 60;

    public Timetable {
        holds = List.copyOf(holds);
    }

    static Timetable of(Collection<Instant> openings, Capacity capacity, Duration lead, Duration hold, Duration gap) {
        List<Hold> merged = new ArrayList<>();
        openings.stream()
                .map(opensAt -> around(opensAt, lead, hold))
                .sorted(Comparator.comparing(Hold::from))
                .forEach(next -> {
                    Hold last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                    if (last == null || next.from().isAfter(last.until().plus(gap))) {
                        merged.add(next);
                    } else {
                        merged.set(merged.size() - 1, new Hold(last.from(), later(last.until(), next.until())));
                    }
                });
        return new Timetable(capacity, merged);
    }

    /** What must be true at this instant, whatever was registered. */
    public Demand demandedAt(Instant now) {
        boolean held = isHeldAt(now);
        return new Demand(held ? capacity.full() : capacity.idle(), capacity.full(), held);
    }

    public boolean isHeldAt(Instant now) {
        return holds.stream().anyMatch(hold -> hold.covers(now));
    }

    /** The hold that covers this instant, or else the next one. */
    public Optional<Hold> currentOrNext(Instant now) {
        return holds.stream().filter(hold -> now.isBefore(hold.until())).findFirst();
    }

    /**
     * What is to happen after this instant, in order, as much of it as may be registered at once. Where a hold has
     * begun already its pin is not among them: it cannot be registered for the past, and is to be carried out now.
     */
    public List<Change> changesAfter(Instant now) {
        return holds.stream()
                .<Change>flatMap(hold -> Stream.of(new Change.Pin(hold.from()), new Change.Release(hold.until())))
                .filter(change -> change.at().isAfter(now))
                .limit(CHANGES_MAX)
                .toList();
    }

    /** In whole seconds, which is how AWS counts: rather longer than shorter. */
    private static Hold around(Instant opensAt, Duration lead, Duration hold) {
        Instant until = opensAt.plus(hold).truncatedTo(ChronoUnit.SECONDS);
        return new Hold(
                opensAt.minus(lead).truncatedTo(ChronoUnit.SECONDS),
                until.isBefore(opensAt.plus(hold)) ? until.plusSeconds(1) : until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
