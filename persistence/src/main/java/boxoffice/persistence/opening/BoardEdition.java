package boxoffice.persistence.opening;

import boxoffice.domain.opening.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What is shown of one snapshot and the operators' writes, from one instant at which the clock changes it to the next.
 *
 * @param writes how many writes of operators are surely in it
 * @param from by the reader's clock, inclusive
 * @param until exclusive
 */
record BoardEdition(BoardSnapshot snapshot, long writes, BoardContent content, Instant from, Instant until) {

    /** How long a closed opening stays on the board. */
    static final Duration CLOSED_SHOWN = Duration.ofDays(7);

    private static final Comparator<ListedOpening> SOONEST_FIRST = Comparator.comparing(
                    (ListedOpening listed) -> listed.opening().window().opensAt())
            .thenComparing(listed -> listed.opening().id().value());

    /**
     * @param openings all there are, shown or not
     * @param before what of it has not changed is taken over
     */
    static BoardEdition of(
            BoardSnapshot snapshot, long writes, Collection<ListedOpening> openings, Instant now, BoardContent before) {
        List<ShownOpening> shown = openings.stream()
                .filter(listed -> isShownAt(listed.opening().window(), now))
                .sorted(SOONEST_FIRST)
                .map(listed -> new ShownOpening(listed, listed.phaseAt(now)))
                .toList();
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (ListedOpening listed : openings) {
            for (Instant change : changes(listed.opening().window())) {
                if (change.isAfter(now)) {
                    until = change.isBefore(until) ? change : until;
                } else {
                    from = change.isAfter(from) ? change : from;
                }
            }
        }
        return new BoardEdition(snapshot, writes, before.changedTo(shown), from, until);
    }

    /** Whether it shows what was read and written so far, as it is at that instant. */
    boolean holds(BoardSnapshot latest, long writesNow, Instant now) {
        return snapshot.equals(latest) && writes == writesNow && !now.isBefore(from) && now.isBefore(until);
    }

    private static boolean isShownAt(Window window, Instant now) {
        return window.isAnnouncedAt(now) && now.isBefore(leavesAt(window));
    }

    private static Iterable<Instant> changes(Window window) {
        return List.of(window.announcesAt(), window.opensAt(), window.closesAt(), leavesAt(window));
    }

    private static Instant leavesAt(Window window) {
        return window.closesAt().plus(CLOSED_SHOWN);
    }
}
