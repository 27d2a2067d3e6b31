/**
 * A model of what AWS does with a scaling plan, so that a plan can be changed and looked at without an AWS account.
 * Start with {@link boxoffice.scaling.simulation.Scenarios}, then {@link boxoffice.scaling.simulation.Simulation}.
 * Rules come from AWS's documentation; the model is of no use for how fast the service is, only for how much of it
 * there is when.
 */
@NullMarked
@CheckReturnValue
package boxoffice.scaling.simulation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
