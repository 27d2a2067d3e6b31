package boxoffice.api.metering;

import boxoffice.api.scaling.PlanObserver;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.function.DoubleSupplier;

/** The scaling plan's meters. */
public final class ScalingMeters implements PlanObserver {

    private final Meters meters;
    private final Counter sound;
    private final Counter troubled;

    public ScalingMeters(Meters meters) {
        this.meters = meters;
        this.sound = meters.counter(Catalogue.SCALING_RUNS, "sound");
        this.troubled = meters.counter(Catalogue.SCALING_RUNS, "troubled");
    }

    @Override
    public void looked(boolean isSound) {
        (isSound ? sound : troubled).increment();
    }

    @Override
    public void ageIs(DoubleSupplier seconds) {
        meters.gauge(Catalogue.SCALING_AGE, seconds);
    }
}
