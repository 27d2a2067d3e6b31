/**
 * What a person looks at: one HTML file without script, and the same figures as JSON. Start reading at {@link Report}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.load.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
