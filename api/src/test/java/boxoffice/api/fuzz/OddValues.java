package boxoffice.api.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Values that have broken other services. */
final class OddValues {

    static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "01",
            "1e999",
            "NaN",
            "null",
            "true",
            "9223372036854775807",
            "9223372036854775808",
            "\u0000",
            "a\u0000b",
            "\u0007\u001b[31m",
            "a\r\nSet-Cookie: a=b",
            "' OR '1'='1",
            "'; DROP TABLE ticket; --",
            "\" UNION SELECT password FROM mysql.user -- ",
            "<script>alert(1)</script>",
            "../../../../etc/passwd",
            "..\\..\\windows",
            "${jndi:ldap://localhost/a}",
            "{{7*7}}",
            "%s%n%x",
            "%00",
            "%zz",
            "\uD83C\uDFAC",
            "\u202Egnp.exe",
            "\uFEFFx",
            "\u0130\u0131\u017F\u212A",
            "e\u0301\u0301\u0301\u0301",
            "\uD800",
            "1970-01-01T00:00:00Z",
            "2026-13-41T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "x".repeat(41),
            "x".repeat(300),
            "\uAC00".repeat(2_000));

    private OddValues() {}

    static String text(Dice dice) {
        return dice.one(TEXTS);
    }

    /** Any JSON there is. */
    static Object json(Dice dice) {
        return switch (dice.upTo(9)) {
            case 0 -> dice.of(0, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case 1 -> dice.of(Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53);
            case 2 -> dice.of(0.5, -0.0, 1e300, 1e-300);
            case 3 -> dice.oneIn(2);
            case 4 -> new JsonArray();
            case 5 -> new JsonObject();
            case 6 -> new JsonArray().add(text(dice)).add(new JsonArray()).add(7);
            case 7 -> new JsonObject().put(text(dice), text(dice));
            default -> text(dice);
        };
    }
}
