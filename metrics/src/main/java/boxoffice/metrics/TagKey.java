package boxoffice.metrics;

import java.util.List;

/**
 * One dimension of a meter.
 *
 * <p>A <em>closed</em> tag lists all its values: series for them exist from the start, and another value is refused. An
 * <em>open</em> tag lists none, because the values belong to another module, such as the operations of the HTTP
 * contract. They must still be few and fixed: never a member, a path or a key, since each value is a series that is
 * kept for ever.
 *
 * @param values all values of a closed tag; empty for an open one
 */
public record TagKey(String name, List<String> values) {

    public TagKey {
        values = List.copyOf(values);
    }

    static TagKey closed(String name, String... values) {
        return new TagKey(name, List.of(values));
    }

    static TagKey open(String name) {
        return new TagKey(name, List.of());
    }

    public boolean isClosed() {
        return !values.isEmpty();
    }
}
