/**
 * Looks all the time whether the tables say what was promised, and freezes an opening of which they do not. Start with
 * {@link boxoffice.persistence.audit.QuotaBooks}, which is the promise, then
 * {@link boxoffice.persistence.audit.InvariantAudit}, which is when and where it is looked at.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
