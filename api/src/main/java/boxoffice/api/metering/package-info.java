/** Reports what the other modules observe to the meters of the catalogue. */
@NullMarked
@CheckReturnValue
package boxoffice.api.metering;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
