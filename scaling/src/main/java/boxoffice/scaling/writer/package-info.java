/**
 * Gives the writer of a cluster another class: a replica of that class, a failover to it, and the old writer put away.
 * Start with {@link boxoffice.scaling.writer.Runbook}, which is a rule, then
 * {@link boxoffice.scaling.writer.RunbookRun}, which carries it out.
 */
@NullMarked
@CheckReturnValue
package boxoffice.scaling.writer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
