/**
 * Openings: what operators write ({@link boxoffice.persistence.opening.Openings}, on the writer) and what everybody
 * reads ({@link boxoffice.persistence.opening.OpeningBoard}, a shared snapshot from a reader).
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.opening;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
