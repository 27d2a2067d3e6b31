/**
 * Telling members of openings. Start with {@link boxoffice.api.announcing.Announcer}; who is told says so with
 * {@link boxoffice.api.announcing.Subscribe}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.api.announcing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
