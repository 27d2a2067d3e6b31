package boxoffice.metrics.watch;

import boxoffice.metrics.cloudwatch.Series;
import java.util.Map;

/**
 * What scaling policies track. Such a series is of one instance, falls as instances or readers are added, and reports 0
 * rather than nothing; so only gauges that are there from the start will do.
 */
final class Policies {

    private static final Map<Series, String> TRACKED = Map.of(
            Series.EVENT_LOOP_UTILISATION, "policy of the Auto Scaling group (Average)",
            Series.READER_BUSY_CONNECTIONS, "policy of the readers (Sum / readers)");

    private Policies() {}

    static Map<Series, String> tracked() {
        return TRACKED;
    }
}
