/** Members are forgotten a set time after an opening: {@link boxoffice.persistence.retention.Retention}. */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.retention;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
