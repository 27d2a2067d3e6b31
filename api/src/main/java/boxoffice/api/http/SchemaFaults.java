package boxoffice.api.http;

import boxoffice.api.http.Problem.BodyError;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the schema found, in words for who wrote the body. Faults that only say that something inside is at fault are
 * left out: what is inside is told itself.
 */
final class SchemaFaults {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern EXPECTED = Pattern.compile("Expected (\\w+)");

    private SchemaFaults() {}

    static List<BodyError> told(List<OutputUnit> found) {
        Set<BodyError> faults = new LinkedHashSet<>();
        List<BodyError> strangers = new ArrayList<>();
        for (OutputUnit fault : found) {
            String where = String.valueOf(fault.getInstanceLocation()).replaceFirst("^#", "");
            String said = String.valueOf(fault.getError());
            switch (String.valueOf(fault.getKeywordLocation()).replaceFirst(".*/", "")) {
                case "properties", "items", "$ref" -> {}
                case "additionalProperties" -> strangers.add(new BodyError(where, "is not known here"));
                case "required" -> faults.add(new BodyError(where, "lacks " + first(QUOTED, said)));
                case "type" -> faults.add(new BodyError(where, "must be of type " + first(EXPECTED, said)));
                case "format" ->
                    faults.add(new BodyError(where, "is not an RFC 3339 time such as 2026-12-01T11:00:00Z"));
                default -> faults.add(new BodyError(where, "breaks a rule of the contract: " + said));
            }
        }
        // The validator calls a known field with a fault a stranger too.
        strangers.stream()
                .filter(stranger -> faults.stream().noneMatch(fault -> isWithin(stranger.pointer(), fault.pointer())))
                .forEach(faults::add);
        return faults.isEmpty() ? List.of(new BodyError("", "does not match the contract")) : List.copyOf(faults);
    }

    private static boolean isWithin(String pointer, String other) {
        return other.equals(pointer) || other.startsWith(pointer + "/");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "something else";
    }
}
