package boxoffice.metrics;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A meter as the {@link Catalogue} names it. Each kind is a type of its own, so asking {@link Meters} for a counter
 * where the catalogue has a timer does not compile; only the catalogue makes definitions, so a meter outside it does
 * not compile either.
 *
 * <p>Immutable. Two definitions are equal only when they are the same constant.
 */
public abstract sealed class MeterDefinition {

    private final Meter.Type kind;
    private final String name;
    private final Unit unit;
    private final List<TagKey> tags;
    private final String meaning;

    private MeterDefinition(Meter.Type kind, String name, Unit unit, String meaning, TagKey... tags) {
        this.kind = kind;
        this.name = name;
        this.unit = unit;
        this.meaning = meaning;
        this.tags = List.of(tags);
    }

    public Meter.Type kind() {
        return kind;
    }

    /** Dotted, as in {@code boxoffice.claim.time}; each registry writes it in its own way. */
    public String name() {
        return name;
    }

    public Unit unit() {
        return unit;
    }

    /** In the order in which {@link Meters} takes their values. */
    public List<TagKey> tags() {
        return tags;
    }

    /** One sentence for an operator. */
    public String meaning() {
        return meaning;
    }

    /**
     * The values of every series that can exist from the start: one empty list for a meter without tags, none where a
     * tag is open.
     */
    List<List<String>> knownSeries() {
        List<List<String>> series = List.of(List.of());
        for (TagKey tag : tags) {
            series = series.stream()
                    .flatMap(values -> tag.values().stream()
                            .map(value -> Stream.concat(values.stream(), Stream.of(value))
                                    .toList()))
                    .toList();
        }
        return series;
    }

    /** The upper bounds of the histogram, in the units that Micrometer wants; empty where there is none. */
    double[] histogramBounds() {
        return new double[0];
    }

    @Override
    public final String toString() {
        return kindInWords() + " " + name;
    }

    /** For people, as in {@code distribution summary}. */
    public String kindInWords() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Something that happened, a number of times. */
    public static final class OfCounter extends MeterDefinition {

        OfCounter(String name, String meaning, TagKey... tags) {
            super(Meter.Type.COUNTER, name, Unit.COUNT, meaning, tags);
        }
    }

    /** How long something took, as a histogram from a millisecond to ten seconds. */
    public static final class OfTimer extends MeterDefinition {

        private static final double[] BOUNDS_NANOS = Stream.of(
                        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
                .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
                .toArray();

        OfTimer(String name, String meaning, TagKey... tags) {
            super(Meter.Type.TIMER, name, Unit.SECONDS, meaning, tags);
        }

        @Override
        double[] histogramBounds() {
            return BOUNDS_NANOS.clone();
        }
    }

    /** How large something was, as a histogram in powers of two up to 1024. */
    public static final class OfSummary extends MeterDefinition {

        private static final double[] BOUNDS = Stream.iterate(1, bound -> bound * 2)
                .limit(11)
                .mapToDouble(Integer::doubleValue)
                .toArray();

        OfSummary(String name, String meaning, TagKey... tags) {
            super(Meter.Type.DISTRIBUTION_SUMMARY, name, Unit.COUNT, meaning, tags);
        }

        @Override
        double[] histogramBounds() {
            return BOUNDS.clone();
        }
    }

    /** How much of something there is now. */
    public static final class OfGauge extends MeterDefinition {

        OfGauge(String name, Unit unit, String meaning, TagKey... tags) {
            super(Meter.Type.GAUGE, name, unit, meaning, tags);
        }
    }
}
