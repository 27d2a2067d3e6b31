/** What operators may do to openings. */
@NullMarked
@CheckReturnValue
package boxoffice.api.operator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
