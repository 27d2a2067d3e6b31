package boxoffice.persistence.audit;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was counted of a quota's numbers in a range, or in several that do not overlap.
 *
 * @param versions of the quota's row, each time when it was counted
 * @param held tickets
 * @param numbers different numbers that are held
 * @param lowest number that is held or free; 1 where there is none
 * @param highest number that is held or free; 0 where there is none
 * @param strangers tickets that name another opening
 * @param twins tickets whose member holds another one of the opening
 * @param freed numbers that were given back and are free
 * @param freedAndHeld numbers that are free and held nevertheless
 */
record Tally(
        Set<Long> versions,
        long held,
        long numbers,
        int lowest,
        int highest,
        long strangers,
        long twins,
        long freed,
        long freedAndHeld) {

    Tally {
        versions = Set.copyOf(versions);
    }

    Tally plus(Tally more) {
        return new Tally(
                Stream.concat(versions.stream(), more.versions.stream()).collect(Collectors.toSet()),
                held + more.held,
                numbers + more.numbers,
                Math.min(lowest, more.lowest),
                Math.max(highest, more.highest),
                strangers + more.strangers,
                twins + more.twins,
                freed + more.freed,
                freedAndHeld + more.freedAndHeld);
    }

    /** Whether all ranges were counted while nothing was decided. */
    boolean isOfOneMoment() {
        return versions.size() == 1;
    }
}
