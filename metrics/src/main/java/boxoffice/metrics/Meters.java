package boxoffice.metrics;

import boxoffice.metrics.MeterDefinition.OfCounter;
import boxoffice.metrics.MeterDefinition.OfGauge;
import boxoffice.metrics.MeterDefinition.OfSummary;
import boxoffice.metrics.MeterDefinition.OfTimer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the meters of the {@link Catalogue}, on one registry. A meter is asked for by its definition and one value
 * for each of its tags, in the order of the catalogue.
 *
 * <p>From the moment this exists, every series whose tag values are known reports 0: an alarm on "no data" then means
 * that the process is gone, and a counter's first increment is seen as an increase.
 *
 * <p>Any thread may use this and what it hands out. Recording does not block. Asking again returns the same meter, but
 * each asking is a look-up that takes some 0.2 microseconds and leaves garbage, where an increment takes 0.005 and a
 * time 0.1. A caller with fixed tag values therefore asks once, in its constructor, and keeps the meter. Then also a
 * misspelt tag value fails at start-up and not in the rush.
 */
public final class Meters {

    private final MeterRegistry registry;
    private final Map<GaugeKey, GaugeSource> gauges = new ConcurrentHashMap<>();

    /**
     * Registers the whole catalogue.
     *
     * @throws IllegalStateException when the registry has these meters already, because its gauges then answer to
     *     another owner
     */
    public Meters(MeterRegistry registry) {
        this.registry = registry;
        for (MeterDefinition definition : Catalogue.all()) {
            if (registry.find(definition.name()).meter() != null) {
                throw new IllegalStateException(
                        "The registry already has " + definition + ": make one Meters for a registry");
            }
        }
        Catalogue.all().forEach(this::startAtZero);
    }

    /**
     * The counter of these tag values.
     *
     * @throws IllegalArgumentException when the tag values do not fit the definition
     */
    public Counter counter(OfCounter definition, String... tagValues) {
        return Counter.builder(definition.name())
                .description(definition.meaning())
                .baseUnit(definition.unit().baseUnit())
                .tags(tags(definition, tagValues))
                .register(registry);
    }

    /**
     * The timer of these tag values.
     *
     * @throws IllegalArgumentException when the tag values do not fit the definition
     */
    public Timer timer(OfTimer definition, String... tagValues) {
        return Timer.builder(definition.name())
                .description(definition.meaning())
                .tags(tags(definition, tagValues))
                .register(registry);
    }

    /**
     * The distribution of these tag values.
     *
     * @throws IllegalArgumentException when the tag values do not fit the definition
     */
    public DistributionSummary summary(OfSummary definition, String... tagValues) {
        return DistributionSummary.builder(definition.name())
                .description(definition.meaning())
                .baseUnit(definition.unit().baseUnit())
                .tags(tags(definition, tagValues))
                .register(registry);
    }

    /**
     * Lets the gauge report what the source answers, each time somebody looks. The source is held strongly, for as long
     * as the registry lives, and called on the thread that looks: it must be thread-safe and must not block. NaN is
     * reported as 0, since CloudWatch drops NaN and a policy that sees nothing does nothing.
     *
     * @throws IllegalArgumentException when the tag values do not fit the definition
     * @throws IllegalStateException when the gauge has a source already; several parts that share a gauge add up before
     *     they report
     */
    public void gauge(OfGauge definition, DoubleSupplier source, String... tagValues) {
        if (!gaugeSource(definition, tagValues).bind(source)) {
            throw new IllegalStateException("The " + definition + " " + List.of(tagValues) + " has a source already");
        }
    }

    private void startAtZero(MeterDefinition definition) {
        for (List<String> values : definition.knownSeries()) {
            Object unused = handOut(definition, values.toArray(String[]::new));
        }
    }

    private Object handOut(MeterDefinition definition, String... tagValues) {
        if (definition instanceof OfCounter counter) {
            return counter(counter, tagValues);
        } else if (definition instanceof OfTimer timer) {
            return timer(timer, tagValues);
        } else if (definition instanceof OfSummary summary) {
            return summary(summary, tagValues);
        } else if (definition instanceof OfGauge gauge) {
            return gaugeSource(gauge, tagValues);
        }
        throw new AssertionError("A kind of meter nobody can hand out: " + definition);
    }

    private GaugeSource gaugeSource(OfGauge definition, String... tagValues) {
        Tags tags = tags(definition, tagValues);
        return gauges.computeIfAbsent(new GaugeKey(definition, List.of(tagValues)), key -> {
            GaugeSource source = new GaugeSource();
            Gauge unused = Gauge.builder(definition.name(), source, GaugeSource::value)
                    .description(definition.meaning())
                    .baseUnit(definition.unit().baseUnit())
                    .tags(tags)
                    // Micrometer keeps a weak reference unless told otherwise, and the gauge turns into NaN some day.
                    .strongReference(true)
                    .register(registry);
            return source;
        });
    }

    private static Tags tags(MeterDefinition definition, String... tagValues) {
        List<TagKey> keys = definition.tags();
        if (tagValues.length != keys.size()) {
            throw new IllegalArgumentException("The " + definition + " takes " + keys.size() + " tag values "
                    + keys.stream().map(TagKey::name).toList() + ", not " + tagValues.length + ": "
                    + List.of(tagValues));
        }
        List<Tag> tags = new ArrayList<>(tagValues.length);
        for (int i = 0; i < tagValues.length; i++) {
            TagKey key = keys.get(i);
            String value = tagValues[i];
            if (value.isBlank() || (key.isClosed() && !key.values().contains(value))) {
                throw new IllegalArgumentException("The " + definition + " has no " + key.name() + " '" + value + "'"
                        + (key.isClosed() ? "; it has " + key.values() : ""));
            }
            tags.add(Tag.of(key.name(), value));
        }
        return Tags.of(tags);
    }

    private record GaugeKey(OfGauge definition, List<String> tagValues) {}

    /** What a gauge reports; 0 until somebody binds it, so that the series is there from the start. */
    private static final class GaugeSource {

        private final AtomicReference<@Nullable DoubleSupplier> supplier = new AtomicReference<>();

        boolean bind(DoubleSupplier source) {
            return supplier.compareAndSet(null, source);
        }

        double value() {
            DoubleSupplier source = supplier.get();
            double value = source == null ? 0 : source.getAsDouble();
            return Double.isNaN(value) ? 0 : value;
        }
    }
}
