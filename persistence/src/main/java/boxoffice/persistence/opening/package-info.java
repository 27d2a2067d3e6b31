/**
 * Openings: what operators write ({@link boxoffice.persistence.opening.Openings}, on the writer) and what everybody
 * reads ({@link boxoffice.persistence.opening.OpeningBoard}, a shared snapshot from a reader). What was done to each is
 * in the {@link boxoffice.persistence.opening.AuditLog}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.opening;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
