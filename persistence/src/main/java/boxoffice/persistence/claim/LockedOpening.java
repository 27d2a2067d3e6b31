package boxoffice.persistence.claim;

import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.opening.QuotaId;
import java.util.Map;

/** The facts about a locked opening, and the version of each quota's row that they were read from. */
record LockedOpening(LedgerFacts facts, Map<QuotaId, Long> versions) {

    LockedOpening {
        versions = Map.copyOf(versions);
    }
}
