package boxoffice.persistence.claim;

import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.claim.Stock;
import boxoffice.domain.opening.QuotaId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts about an opening as its rows say, and the version of each quota's row that they were read from.
 *
 * @param changedAt when it last came to give tickets that it did not give before, otherwise than by its clock; null for
 *     never
 */
record LockedOpening(
        LedgerFacts facts,
        Map<QuotaId, Long> versions,
        @Nullable Instant changedAt) {

    LockedOpening {
        versions = Map.copyOf(versions);
    }

    /** Whether any ticket was ever issued: then it has been open. */
    boolean hasEverIssued() {
        return facts.stocks().stream().anyMatch(stock -> stock.highestNumber() > 0);
    }

    /** Tickets held now, of all quotas. */
    int issued() {
        return facts.stocks().stream().mapToInt(Stock::issued).sum();
    }
}
