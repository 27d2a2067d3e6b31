package boxoffice.api.http;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path of the contract with one parameter at most, matched against paths that need no decoding.
 *
 * @param prefix what stands before the parameter; the whole path where there is none
 * @param parameter its name; null for none
 * @param suffix what stands behind it
 */
record PathTemplate(String prefix, @Nullable String parameter, String suffix) {

    /** Empty for a path that is more than this knows. */
    static Optional<PathTemplate> of(String path) {
        int open = path.indexOf('{');
        if (open < 0) {
            return Optional.of(new PathTemplate(path, null, ""));
        }
        int close = path.indexOf('}', open);
        return path.indexOf('{', close) < 0
                ? Optional.of(new PathTemplate(
                        path.substring(0, open), path.substring(open + 1, close), path.substring(close + 1)))
                : Optional.empty();
    }

    /** The parameter's value by its name; null for another path, and for one that must be decoded or normalised. */
    @Nullable Map<String, String> match(String path) {
        if (parameter == null) {
            return path.equals(prefix) ? Map.of() : null;
        }
        if (path.length() <= prefix.length() + suffix.length() || !path.startsWith(prefix) || !path.endsWith(suffix)) {
            return null;
        }
        String value = path.substring(prefix.length(), path.length() - suffix.length());
        return isPlain(value) ? Map.of(parameter, value) : null;
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 128 || !(Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }
}
