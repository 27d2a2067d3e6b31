package boxoffice.domain.opening;

import java.util.Optional;

/**
 * The one spelling of a numeric identifier: decimal, positive, no sign, no leading zero, so that one thing has one
 * name.
 */
final class Identifiers {

    private static final int DIGITS_MAX = 18; // always fits a long

    private Identifiers() {}

    static Optional<Long> parse(String text) {
        boolean spelledOurWay = !text.isEmpty()
                && text.length() <= DIGITS_MAX
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return spelledOurWay ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
