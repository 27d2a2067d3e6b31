package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A claim whose member waits for the answer.
 *
 * @param caller where the answer is told; null when the caller has no context
 * @param thread the caller's; contexts of one event loop share it
 */
record Waiting(
        OpeningId opening,
        MemberId member,
        QuotaChoice choice,
        @Nullable Context caller,
        Thread thread,
        Promise<ClaimOutcome> answer,
        long arrivedNanos) {}
