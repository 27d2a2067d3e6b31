/**
 * Publishes a chosen few of the catalogue's meters to CloudWatch, where policies, alarms and dashboards read them and
 * where every series costs money.
 *
 * <p>Read {@link boxoffice.metrics.cloudwatch.Series} first, the list of what is published, then
 * {@link boxoffice.metrics.cloudwatch.CloudWatchPublisher}, then {@code StepRegistry} and {@code Outbox}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.metrics.cloudwatch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
