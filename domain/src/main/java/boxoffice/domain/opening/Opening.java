package boxoffice.domain.opening;

import java.util.List;
import java.util.Optional;

/**
 * A limited number of free tickets for one movie, open to all members from one instant on.
 *
 * @param revision counts the operator's edits from 1; of two copies the one with the higher revision is the newer
 * @param freeze why it is frozen; empty where it is not
 */
public record Opening(
        OpeningId id,
        String title,
        String movie,
        Window window,
        List<Quota> quotas,
        long revision,
        Optional<Freeze> freeze) {

    public Opening {
        quotas = List.copyOf(quotas);
    }

    /** One that is not frozen. */
    public Opening(OpeningId id, String title, String movie, Window window, List<Quota> quotas, long revision) {
        this(id, title, movie, window, quotas, revision, Optional.empty());
    }

    public boolean isFrozen() {
        return freeze.isPresent();
    }
}
