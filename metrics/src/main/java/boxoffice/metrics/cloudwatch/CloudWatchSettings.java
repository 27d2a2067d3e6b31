package boxoffice.metrics.cloudwatch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where to publish.
 *
 * @param namespace of all series
 * @param group the Auto Scaling group of this instance; null for what the instance's metadata tells
 * @param region null for what the SDK finds: the environment, then the instance's metadata
 * @param endpoint of another CloudWatch than the region's, such as a local one; null for the region's
 */
public record CloudWatchSettings(
        String namespace,
        @Nullable String group,
        @Nullable String region,
        @Nullable URI endpoint) {

    public static final String NAMESPACE_DEFAULT = "Boxoffice";
}
