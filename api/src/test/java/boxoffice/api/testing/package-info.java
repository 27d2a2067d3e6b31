/**
 * What the integration tests of the service stand on: the service itself as a process of its own
 * ({@link boxoffice.api.testing.ServiceProcess}), who signs its tokens, a plain client, and an onlooker on its tables.
 */
@NullMarked
@CheckReturnValue
package boxoffice.api.testing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
