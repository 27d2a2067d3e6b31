/** The settings of a service, read once at start from a file and the environment, all problems told together. */
@NullMarked
@CheckReturnValue
package boxoffice.api.configuration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
