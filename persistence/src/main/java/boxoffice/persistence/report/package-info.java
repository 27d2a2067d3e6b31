/**
 * How openings went. What tickets do not tell is counted by each process in a
 * {@link boxoffice.persistence.report.TallyBook}, and who watches in a
 * {@link boxoffice.persistence.report.WatcherBook}; {@link boxoffice.persistence.report.OpeningReports} put it
 * together.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
