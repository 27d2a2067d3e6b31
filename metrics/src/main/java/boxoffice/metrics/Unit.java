package boxoffice.metrics;

import org.jspecify.annotations.Nullable;

/** What the number of a meter counts. */
public enum Unit {
    /** A number of things; the meter's name tells which. Published without a unit, so that names stay short. */
    COUNT(null),
    SECONDS("seconds"),
    /** From 0 to 100. */
    PERCENT("percent");

    private final @Nullable String baseUnit;

    Unit(@Nullable String baseUnit) {
        this.baseUnit = baseUnit;
    }

    /** The unit as registries know it: Prometheus appends it to the name. Null where it would add nothing. */
    @Nullable String baseUnit() {
        return baseUnit;
    }

    /** As the documentation writes it. */
    public String word() {
        return baseUnit == null ? "count" : baseUnit;
    }
}
