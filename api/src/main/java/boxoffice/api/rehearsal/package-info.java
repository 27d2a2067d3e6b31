/** Warms a service up after its start, so that the first crowd meets compiled code. */
@NullMarked
@CheckReturnValue
package boxoffice.api.rehearsal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
