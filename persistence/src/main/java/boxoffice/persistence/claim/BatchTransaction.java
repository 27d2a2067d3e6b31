package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.CommitGate;
import io.vertx.core.Future;
import java.util.List;

/** One attempt to decide a batch and to store the decision. */
interface BatchTransaction {

    /**
     * Never fails; every failure is an {@link Attempt}.
     *
     * @param first whether these claims were never attempted before, so that nothing of theirs can be stored
     * @param gate ends the attempt when it is given up
     */
    Future<Attempt> attempt(OpeningId opening, List<Claim> claims, boolean first, CommitGate gate);
}
