package boxoffice.load.report;

import java.util.Locale;

/** Text as HTML, SVG and a person take it. */
final class Text {

    private Text() {}

    static String of(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
