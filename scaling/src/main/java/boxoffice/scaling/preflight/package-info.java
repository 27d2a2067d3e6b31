/**
 * Go or no-go for one opening. Start with {@link boxoffice.scaling.preflight.Preflight}, the checks in order; what they
 * look at comes through {@link boxoffice.scaling.preflight.PlatformFacts} and
 * {@link boxoffice.scaling.preflight.ServiceFacts}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.scaling.preflight;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
