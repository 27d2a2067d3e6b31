package boxoffice.api.http;

import io.vertx.core.http.HttpHeaders;

/** One header of an answer. */
public record Header(CharSequence name, CharSequence value) {

    /** For one that goes with many answers: checked and turned into bytes now, not for each of them. */
    public static Header encoded(String name, String value) {
        return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }

    boolean isNamed(CharSequence other) {
        return name == other
                || (name.length() == other.length() && name.toString().equalsIgnoreCase(other.toString()));
    }
}
