/**
 * Plays a plan against a Boxoffice and records what every member was told. Start reading at {@link Rush}, then
 * {@code Wall} and {@code Press}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.load.rush;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
