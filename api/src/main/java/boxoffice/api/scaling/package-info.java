/**
 * Keeps the scaling plan on AWS equal to the openings, beside everything else: claims and operators never wait for AWS.
 * Start with {@link boxoffice.api.scaling.PlanKeeper}; what is looked at before an opening is
 * {@link boxoffice.api.scaling.Preflights}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.api.scaling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
