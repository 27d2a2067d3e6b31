/** What members may ask for. */
@NullMarked
@CheckReturnValue
package boxoffice.api.member;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
