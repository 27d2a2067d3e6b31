/** What happened, as records: every request with its times and its answer. Start reading at {@link Attempt}. */
@NullMarked
@CheckReturnValue
package boxoffice.load.history;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
