/** Signatures on what the door reads, so that it can tell a ticket of ours without asking us. */
@NullMarked
@CheckReturnValue
package boxoffice.api.signing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
