/**
 * HTTP/1.1 at little cost: thousands of keep-alive connections on one event loop. Start reading at {@link Connection}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.load.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
