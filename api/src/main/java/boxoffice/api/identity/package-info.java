/** Who asks: bearer tokens, verified once and remembered. */
@NullMarked
@CheckReturnValue
package boxoffice.api.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
