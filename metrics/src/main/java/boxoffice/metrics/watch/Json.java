package boxoffice.metrics.watch;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes maps, collections, strings, numbers and truths as indented JSON, in the order in which they stand. */
final class Json {

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** Ends with a line break, as files do. */
    static String of(Object value) {
        Json json = new Json();
        json.value(value, "\n");
        return json.text.append('\n').toString();
    }

    /** Keys and values in turn. */
    static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    private void value(Object value, String lineBreak) {
        if (value instanceof Map<?, ?> object) {
            object(object, lineBreak);
        } else if (value instanceof Collection<?> array) {
            array(array, lineBreak);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> object, String lineBreak) {
        String inner = lineBreak + "  ";
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = object.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(inner);
            string(entry.getKey().toString());
            text.append(": ");
            value(entry.getValue(), inner);
            text.append(entries.hasNext() ? "," : "");
        }
        text.append(object.isEmpty() ? "" : lineBreak).append('}');
    }

    private void array(Collection<?> array, String lineBreak) {
        String inner = lineBreak + "  ";
        text.append('[');
        Iterator<?> values = array.iterator();
        while (values.hasNext()) {
            text.append(inner);
            value(values.next(), inner);
            text.append(values.hasNext() ? "," : "");
        }
        text.append(array.isEmpty() ? "" : lineBreak).append(']');
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        text.append('"');
    }
}
