/**
 * The commands of the scaling plan: {@link boxoffice.scaling.Main} and what it can do. The plan itself is
 * {@code boxoffice.domain.scaling}; carrying it out on AWS is {@link boxoffice.scaling.reconcile}; a model of AWS to
 * try a plan on is {@link boxoffice.scaling.simulation}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.scaling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
