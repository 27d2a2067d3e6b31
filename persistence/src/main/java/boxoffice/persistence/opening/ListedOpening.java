package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.Phase;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import java.time.Instant;
import java.util.Map;

/**
 * An opening as a reader shows it: its counts were true when they were read.
 *
 * @param issued tickets held, for each quota
 */
public record ListedOpening(Opening opening, Map<QuotaId, Integer> issued) {

    public ListedOpening {
        issued = Map.copyOf(issued);
    }

    public int remaining(Quota quota) {
        return Math.max(0, quota.size() - issued.getOrDefault(quota.id(), 0));
    }

    /** Where an announced opening stands at that instant. */
    public Phase phaseAt(Instant now) {
        if (opening.window().hasClosedAt(now)) {
            return Phase.CLOSED;
        }
        if (!opening.window().hasOpenedAt(now)) {
            return Phase.ANNOUNCED;
        }
        return opening.quotas().stream().allMatch(quota -> remaining(quota) == 0) ? Phase.SOLD_OUT : Phase.OPEN;
    }
}
