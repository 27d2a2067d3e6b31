package boxoffice.domain.opening;

import java.util.List;

/**
 * A limited number of free tickets for one movie, open to all members from one instant on.
 *
 * @param revision counts the operator's edits from 1; of two copies the one with the higher revision is the newer
 */
public record Opening(OpeningId id, String title, String movie, Window window, List<Quota> quotas, long revision) {

    public Opening {
        quotas = List.copyOf(quotas);
    }
}
