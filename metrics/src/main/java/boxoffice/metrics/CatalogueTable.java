package boxoffice.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.stream.Collectors;

/** The catalogue as the Markdown table that the README shows. */
final class CatalogueTable {

    private static final PrometheusNamingConvention PROMETHEUS = new PrometheusNamingConvention();

    private static final String HEAD = """
            | meter | in Prometheus | kind | unit | tags | meaning |
            |---|---|---|---|---|---|
            """;

    private CatalogueTable() {}

    static String markdown() {
        return HEAD + Catalogue.all().stream().map(CatalogueTable::row).collect(Collectors.joining());
    }

    private static String row(MeterDefinition definition) {
        return "| `%s` | `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        definition.name(),
                        inPrometheus(definition),
                        definition.kindInWords(),
                        definition.unit().word(),
                        definition.tags().stream().map(CatalogueTable::tag).collect(Collectors.joining("; ")),
                        definition.meaning());
    }

    /** The name after {@code # TYPE} on the page of {@link PrometheusText}. */
    static String inPrometheus(MeterDefinition definition) {
        String family = PROMETHEUS.name(
                definition.name(), definition.kind(), definition.unit().baseUnit());
        return definition.kind() == Meter.Type.COUNTER ? family + "_total" : family;
    }

    private static String tag(TagKey tag) {
        return tag.isClosed() ? "%s: %s".formatted(tag.name(), String.join(", ", tag.values())) : tag.name() + ": open";
    }
}
