package boxoffice.api;

import boxoffice.api.configuration.Settings.Monitoring;
import boxoffice.metrics.JvmMeters;
import boxoffice.metrics.Meters;
import boxoffice.metrics.PrometheusText;
import boxoffice.metrics.cloudwatch.CloudWatchPublisher;
import boxoffice.metrics.cloudwatch.Window;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The registries that the settings ask for, with the whole catalogue on them. */
final class Instruments {

    private final PrometheusText prometheus = new PrometheusText();
    private volatile Supplier<List<Window>> windows = List::of;
    private final @Nullable CloudWatchPublisher cloudWatch;
    private final @Nullable JvmMeters jvm;
    private final Meters meters;

    Instruments(Monitoring monitoring) {
        cloudWatch = monitoring.cloudWatch() == null
                ? null
                : new CloudWatchPublisher(monitoring.cloudWatch(), () -> windows.get());
        meters = new Meters(registry(monitoring));
        jvm = monitoring.measured() ? JvmMeters.boundTo(prometheus.registry()) : null;
        if (cloudWatch != null) {
            cloudWatch.start(meters);
        }
    }

    /** Without a composite where one registry does, since its meters cost a step less. */
    private MeterRegistry registry(Monitoring monitoring) {
        if (monitoring.measured() && cloudWatch == null) {
            return prometheus.registry();
        }
        CompositeMeterRegistry registries = new CompositeMeterRegistry(); // empty it measures nothing
        if (cloudWatch != null) {
            registries.add(prometheus.registry()).add(cloudWatch.registry());
        }
        return registries;
    }

    Meters meters() {
        return meters;
    }

    PrometheusText prometheus() {
        return prometheus;
    }

    /** Who knows when openings are near. */
    void near(Supplier<List<Window>> known) {
        windows = known;
    }

    /** Publishes what has been counted last, on a worker thread. */
    Future<?> close(Vertx vertx) {
        return vertx.executeBlocking(
                () -> {
                    if (cloudWatch != null) {
                        cloudWatch.close();
                    }
                    if (jvm != null) {
                        jvm.close();
                    }
                    prometheus.close();
                    return null;
                },
                false);
    }
}
