package boxoffice.metrics;

import java.util.stream.Collectors;

/** The catalogue as the Markdown table that the README shows. */
final class CatalogueTable {

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
                        PrometheusText.nameOf(definition),
                        definition.kindInWords(),
                        definition.unit().word(),
                        definition.tags().stream().map(CatalogueTable::tag).collect(Collectors.joining("; ")),
                        definition.meaning());
    }

    private static String tag(TagKey tag) {
        return tag.isClosed() ? "%s: %s".formatted(tag.name(), String.join(", ", tag.values())) : tag.name() + ": open";
    }
}
