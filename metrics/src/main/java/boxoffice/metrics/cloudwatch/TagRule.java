package boxoffice.metrics.cloudwatch;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which values of a tag a series takes in.
 *
 * @param words the same for people, such as {@code outcome granted}
 */
record TagRule(String tag, String words, Predicate<String> takes) {

    static TagRule of(String tag, String... values) {
        List<String> taken = List.of(values);
        return new TagRule(tag, tag + " " + String.join(", ", taken), taken::contains);
    }
}
