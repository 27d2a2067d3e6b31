package boxoffice.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A registry for Prometheus and its page as text.
 *
 * <p>The histogram buckets of the catalogue are added here and not by {@link Meters}, because only Prometheus makes use
 * of them: in a registry such as CloudWatch's each bucket would be a series that costs money every month.
 *
 * <p>Thread-safe. {@link #render()} computes for about a millisecond and waits for nothing, so it may run on an event
 * loop.
 */
public final class PrometheusText implements AutoCloseable {

    /** What {@link #render()} is, for the Content-Type header. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final PrometheusNamingConvention NAMES = new PrometheusNamingConvention();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public PrometheusText() {
        MeterRegistry.Config unused = registry.config().meterFilter(new CatalogueBuckets());
    }

    /** Empty at first; give it to {@link Meters}, alone or in a composite. */
    public MeterRegistry registry() {
        return registry;
    }

    /** The current value of every series, in the exposition format that {@link #CONTENT_TYPE} names. */
    public String render() {
        return registry.scrape(CONTENT_TYPE);
    }

    /** The name after {@code # TYPE} on the page. */
    public static String nameOf(MeterDefinition definition) {
        String family = NAMES.name(
                definition.name(), definition.kind(), definition.unit().baseUnit());
        return definition.kind() == Meter.Type.COUNTER ? family + "_total" : family;
    }

    @Override
    public void close() {
        registry.close();
    }

    private static final class CatalogueBuckets implements MeterFilter {

        private final Map<String, double[]> boundsByName = Catalogue.all().stream()
                .filter(definition -> definition.histogramBounds().length > 0)
                .collect(Collectors.toUnmodifiableMap(MeterDefinition::name, MeterDefinition::histogramBounds));

        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            double[] bounds = boundsByName.get(id.getName());
            if (bounds == null) {
                return config;
            }
            return DistributionStatisticConfig.builder()
                    .serviceLevelObjectives(bounds)
                    .build()
                    .merge(config);
        }
    }
}
