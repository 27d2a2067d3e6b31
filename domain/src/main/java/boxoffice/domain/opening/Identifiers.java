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
        boolean spelledOurWay =
                !text.isEmpty() && text.length() <= DIGITS_MAX && text.charAt(0) != '0' && hasOnlyDigits(text);
        return spelledOurWay ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static boolean hasOnlyDigits(String text) {
        for (int i = 0; i < text.length(); i++) { // once for each request: a stream would be the dearest part of it
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
