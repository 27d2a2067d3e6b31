/** The second port: health and meters. */
@NullMarked
@CheckReturnValue
package boxoffice.api.management;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
