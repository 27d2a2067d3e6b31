/**
 * The conventional peer, as a good Spring developer writes it: a controller, a service, a transaction for every claim.
 * Start reading at {@link boxoffice.load.compare.peer.PeerApplication}, then the two forms of
 * {@link boxoffice.load.compare.peer.Claims}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.load.compare.peer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
