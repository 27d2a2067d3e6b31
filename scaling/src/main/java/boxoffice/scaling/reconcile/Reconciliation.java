package boxoffice.scaling.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * What one run has come to.
 *
 * @param done what was changed on AWS
 * @param troubles what could not be, one for each capacity at most
 */
public record Reconciliation(Instant at, List<String> done, List<AwsTroubleException> troubles) {

    public Reconciliation {
        done = List.copyOf(done);
        troubles = List.copyOf(troubles);
    }

    public boolean isSound() {
        return troubles.isEmpty();
    }
}
