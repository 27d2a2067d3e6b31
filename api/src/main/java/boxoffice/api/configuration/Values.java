package boxoffice.api.configuration;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has been set, as text, and everything that was found wrong with it. Confined to whoever reads. */
final class Values {

    private final Map<Setting, String> texts = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    /** The environment wins, so it comes last. */
    Values(JsonObject found) {
        found.fieldNames().stream()
                .filter(name -> !isVariable(name))
                .forEach(key -> put(
                        Setting.ofKey(key), found.getString(key), key + " is no key of this service (in the file)"));
        found.fieldNames().stream()
                .filter(Values::isVariable)
                .forEach(name -> put(
                        Setting.ofVariable(name),
                        found.getString(name),
                        name + " is no key of this service (in the environment)"));
    }

    boolean has(Setting setting) {
        return texts.containsKey(setting);
    }

    boolean hasAny(List<Setting> settings) {
        return settings.stream().anyMatch(this::has);
    }

    @Nullable String get(Setting setting) {
        return texts.get(setting);
    }

    String or(Setting setting, String otherwise) {
        return texts.getOrDefault(setting, otherwise);
    }

    void problem(String problem) {
        problems.add(problem);
    }

    List<String> problems() {
        return problems;
    }

    /** For what means nothing where it is; the reason follows the setting's name. */
    void pointless(List<Setting> settings, String reason) {
        settings.stream().filter(this::has).forEach(setting -> problem(named(setting) + " " + reason));
    }

    /**
     * The embedded default gives a token to whoever asks, so it listens to this machine only, unless told otherwise.
     */
    boolean isEmbedded() {
        return !has(Setting.WRITER_URI) && !has(Setting.READER_URI);
    }

    boolean isOn(Setting setting, boolean otherwise) {
        String text = texts.get(setting);
        if (text == null) {
            return otherwise;
        }
        boolean on = text.strip().equals("on");
        if (!on && !text.strip().equals("off")) {
            problems.add(named(setting) + " must be on or off");
        }
        return on;
    }

    int number(Setting setting, int otherwise, int min, int max) {
        String text = texts.get(setting);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, like a number out of range
        }
        problems.add(named(setting) + " must be a whole number from " + min + " to " + max);
        return otherwise;
    }

    /** What is not set is a problem, as is what cannot be parsed; null in both cases. */
    <T> @Nullable T required(Setting setting, Function<String, T> parse) {
        String text = texts.get(setting);
        if (text == null) {
            problems.add(named(setting) + " is missing");
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException malformed) {
            problems.add(named(setting) + " " + malformed.getMessage());
            return null;
        }
    }

    /** Null where it is not set or, which is a problem, cannot be parsed. */
    <T> @Nullable T optional(Setting setting, Function<String, T> parse) {
        return has(setting) ? required(setting, parse) : null;
    }

    @Nullable Path file(Setting setting) {
        return optional(setting, Formats::readable);
    }

    static String named(Setting setting) {
        return setting.variable() + " (" + setting.key() + ")";
    }

    private static boolean isVariable(String name) {
        return name.startsWith(Setting.ENVIRONMENT_PREFIX);
    }

    private void put(Optional<Setting> setting, String text, String orElse) {
        setting.ifPresentOrElse(known -> texts.put(known, text), () -> problems.add(orElse));
    }
}
