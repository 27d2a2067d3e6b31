package boxoffice.api.scaling;

import boxoffice.scaling.aws.AwsFacts;
import boxoffice.scaling.aws.AwsFacts.TrackedMetric;
import boxoffice.scaling.aws.AwsNames;
import boxoffice.scaling.preflight.PlatformFacts;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What AWS shows before an opening. Its clients are opened by the first who asks, and again by the next where that
 * failed; both block. Used by one thread.
 */
public final class AwsSight implements Supplier<PlatformFacts>, AutoCloseable {

    private final AwsNames names;
    private final TrackedMetric metric;
    private @Nullable AwsFacts opened;

    public AwsSight(AwsNames names, TrackedMetric metric) {
        this.names = names;
        this.metric = metric;
    }

    /** Fails as calls do where the clients cannot be opened. */
    @Override
    public PlatformFacts get() {
        AwsFacts facts = opened;
        if (facts == null) {
            facts = AwsFacts.open(names, metric, Clock.systemUTC());
            opened = facts;
        }
        return facts;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
