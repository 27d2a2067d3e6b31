package boxoffice.domain.opening;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A limited number of free tickets for one movie, open to all members from one instant on.
 *
 * @param revision counts the operator's edits from 1; of two copies the one with the higher revision is the newer
 * @param freeze why it is frozen; empty where it is not
 * @param movedFrom when it was to open before its opening time was moved under the eyes of members; empty where it was
 *     not
 */
public record Opening(
        OpeningId id,
        String title,
        String movie,
        Window window,
        List<Quota> quotas,
        long revision,
        Optional<Freeze> freeze,
        Optional<Instant> movedFrom) {

    public Opening {
        quotas = List.copyOf(quotas);
    }

    /** One that is not frozen. */
    public Opening(OpeningId id, String title, String movie, Window window, List<Quota> quotas, long revision) {
        this(id, title, movie, window, quotas, revision, Optional.empty());
    }

    /** One that was not moved. */
    public Opening(
            OpeningId id,
            String title,
            String movie,
            Window window,
            List<Quota> quotas,
            long revision,
            Optional<Freeze> freeze) {
        this(id, title, movie, window, quotas, revision, freeze, Optional.empty());
    }

    /** Where it is said to have been moved from, once it opens then: before it is announced nobody knows of a move. */
    public Optional<Instant> movedFromOnceItOpensAt(Instant opensAt, Instant now) {
        return window.isAnnouncedAt(now) && !opensAt.equals(window.opensAt())
                ? Optional.of(window.opensAt())
                : movedFrom;
    }

    public boolean isFrozen() {
        return freeze.isPresent();
    }
}
