package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.OpeningId;
import io.vertx.core.Future;
import java.util.List;

/** Decides a batch of claims of one opening, durably. */
interface BatchDecider {

    /** Gives an outcome for each claim, in their order; never fails. */
    Future<List<ClaimOutcome>> decide(OpeningId opening, List<Claim> claims);
}
