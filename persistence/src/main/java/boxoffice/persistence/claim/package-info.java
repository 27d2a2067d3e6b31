/**
 * The one way to get a ticket. A claim goes through {@link boxoffice.persistence.claim.ClaimLedger} into the queue of
 * its opening ({@code ClaimBatcher}), with others into a {@code ClaimTransaction}, and comes back as a
 * {@link boxoffice.domain.claim.ClaimOutcome}; {@code RetryingDecider} repeats what was not decided. Read them in this
 * order.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
