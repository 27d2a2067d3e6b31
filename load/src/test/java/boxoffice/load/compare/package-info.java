/**
 * The comparison: the conventional way to sell tickets, a server that does nothing, and Boxoffice, in turn under the
 * same client on the same database server. Start reading at {@link boxoffice.load.compare.Compare}, then
 * {@link boxoffice.load.compare.Contestant} and {@link boxoffice.load.compare.Users}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.load.compare;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
