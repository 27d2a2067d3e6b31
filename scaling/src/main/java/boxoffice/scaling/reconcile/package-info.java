/**
 * Makes what AWS has equal to what the openings ask for. Start with {@link boxoffice.scaling.reconcile.Schedules},
 * which a service calls, then {@link boxoffice.scaling.reconcile.Reconciler}, which decides; AWS is behind
 * {@link boxoffice.scaling.reconcile.ScheduledCapacity}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.scaling.reconcile;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
