/**
 * Names every meter of Boxoffice once and hands the meters out on an injected registry. What is not in the
 * {@link boxoffice.metrics.Catalogue} cannot be measured, so the documentation of the meters is complete by
 * construction.
 *
 * <p>Read {@link boxoffice.metrics.Catalogue} first, then {@link boxoffice.metrics.Meters}, then
 * {@link boxoffice.metrics.PrometheusText}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
