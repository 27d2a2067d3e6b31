/**
 * What is told of openings, and to whom: {@link boxoffice.persistence.notice.Notices} plans it within the transaction
 * that makes it so, {@link boxoffice.persistence.notice.Outbox} hands it out, once to each of the
 * {@link boxoffice.persistence.notice.Subscriptions}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.notice;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
