package boxoffice.persistence.opening;

import boxoffice.domain.opening.OpeningDraft;
import boxoffice.domain.opening.QuotaId;
import java.util.List;
import java.util.Optional;

/**
 * An operator's new version of an opening.
 *
 * @param quotaIds for each quota of the draft which quota it is; empty: the one with the same name, or a new one
 */
public record OpeningEdit(OpeningDraft draft, List<Optional<QuotaId>> quotaIds) {

    public OpeningEdit {
        quotaIds = List.copyOf(quotaIds);
        if (quotaIds.size() != draft.quotas().size()) {
            throw new IllegalArgumentException("one entry for each quota of the draft");
        }
    }
}
