package boxoffice.api.metering;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.persistence.pool.Writer;
import boxoffice.persistence.pool.WriterObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The meters of where the writer is. */
public final class WriterMeters implements WriterObserver {

    private final Counter losses;
    private final Counter disputes;
    private final Timer outages;

    public WriterMeters(Meters meters) {
        losses = meters.counter(Catalogue.WRITER_LOSSES, "lost");
        disputes = meters.counter(Catalogue.WRITER_LOSSES, "disputed");
        outages = meters.timer(Catalogue.WRITER_OUTAGE_TIME);
    }

    @Override
    public void found(Writer writer, Duration silence) {
        if (!silence.isZero()) {
            outages.record(silence);
        }
    }

    @Override
    public void lost(String reason) {
        losses.increment();
    }

    @Override
    public void disputed() {
        disputes.increment();
    }
}
