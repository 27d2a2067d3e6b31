/** Only on the embedded default: a demo opening, and tokens for whoever asks. */
@NullMarked
@CheckReturnValue
package boxoffice.api.development;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
