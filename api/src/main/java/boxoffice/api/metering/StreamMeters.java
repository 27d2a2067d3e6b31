package boxoffice.api.metering;

import boxoffice.api.live.ViewerObserver;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import io.micrometer.core.instrument.Counter;

/** The meters of streams. */
public final class StreamMeters implements ViewerObserver {

    private final Counter opened;
    private final Counter refused;
    private final Counter dropped;

    public StreamMeters(Meters meters) {
        opened = meters.counter(Catalogue.STREAMS, "opened");
        refused = meters.counter(Catalogue.STREAMS, "refused");
        dropped = meters.counter(Catalogue.STREAMS, "dropped");
    }

    @Override
    public void opened() {
        opened.increment();
    }

    @Override
    public void refused() {
        refused.increment();
    }

    @Override
    public void dropped() {
        dropped.increment();
    }
}
