package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.opening.OpeningId;
import io.vertx.core.Future;
import java.util.List;

/** One attempt to decide a batch and to store the decision. */
interface BatchTransaction {

    /**
     * Never fails; every failure is an {@link Attempt}.
     *
     * @param first whether these claims were never attempted before, so that nothing of theirs can be stored
     */
    Future<Attempt> attempt(OpeningId opening, List<Claim> claims, boolean first);
}
