/**
 * Dashboards, alarms, rules and the documentation, generated from the catalogue and from the list of series; what is
 * committed is what {@link boxoffice.metrics.watch.Generated} makes, or the build fails.
 *
 * <p>Read {@code Dashboards}, {@code Alarms}, then {@link boxoffice.metrics.watch.Generated}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.metrics.watch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
