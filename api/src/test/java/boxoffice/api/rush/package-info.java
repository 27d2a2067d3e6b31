/**
 * Thousands of members who press the button at the same instant, as a process of their own
 * ({@link boxoffice.api.rush.RushMain}), so that they do not share a heap, a clock or a collector with who judges them.
 * Tests start one with {@link boxoffice.api.rush.Rush}, and hold its answers against the tables with
 * {@link boxoffice.api.rush.Books}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.api.rush;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
