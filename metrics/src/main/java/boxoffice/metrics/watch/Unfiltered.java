package boxoffice.metrics.watch;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.MeterDefinition;
import boxoffice.metrics.TagKey;
import io.micrometer.core.instrument.Meter;

/**
 * How many series CloudWatch would have of one instance if everything were published: the comparison that the price of
 * the list is held against. Those of the JVM would come on top.
 */
final class Unfiltered {

    /** Operations and statuses that a day brings, where a tag is open. */
    static final int VALUES_OF_AN_OPEN_TAG = 6;

    private static final int NUMBERS_OF_A_TIMER = 4;

    private Unfiltered() {}

    static int seriesOfOneInstance() {
        return Catalogue.all().stream().mapToInt(Unfiltered::seriesOf).sum();
    }

    private static int seriesOf(MeterDefinition meter) {
        int combinations = meter.tags().stream().mapToInt(Unfiltered::values).reduce(1, (one, other) -> one * other);
        return combinations * numbers(meter.kind());
    }

    private static int values(TagKey tag) {
        return tag.isClosed() ? tag.values().size() : VALUES_OF_AN_OPEN_TAG;
    }

    private static int numbers(Meter.Type kind) {
        return kind == Meter.Type.TIMER || kind == Meter.Type.DISTRIBUTION_SUMMARY ? NUMBERS_OF_A_TIMER : 1;
    }
}
