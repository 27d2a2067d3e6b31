/**
 * Pure checks of what was told against what is stored, and the two ways to read what is stored. Start reading at
 * {@link Audit}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.load.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
