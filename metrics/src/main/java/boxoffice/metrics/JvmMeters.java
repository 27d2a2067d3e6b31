package boxoffice.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/**
 * What the JVM and the operating system report about this process: memory, garbage collection, threads, CPU, open
 * files, uptime. Micrometer names these meters, beginning with {@code jvm.}, {@code process.} or {@code system.}; they
 * are not in the {@link Catalogue}.
 *
 * <p>Closing ends the listening for garbage collections, which would otherwise keep the registry reachable for ever.
 */
public final class JvmMeters implements AutoCloseable {

    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    private JvmMeters() {}

    public static JvmMeters boundTo(MeterRegistry registry) {
        JvmMeters meters = new JvmMeters();
        meters.garbageCollection.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return meters;
    }

    @Override
    public void close() {
        garbageCollection.close();
    }
}
