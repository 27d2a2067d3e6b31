package boxoffice.api.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Bodies for a schema: good ones, and good ones that went bad. */
final class Bodies {

    private static final int BYTES_MAX = 64 * 1024;

    private final Dice dice;
    private final Known known;

    Bodies(Dice dice, Known known) {
        this.dice = dice;
        this.known = known;
    }

    /** @param opening whose quotas are asked for */
    byte[] any(JsonObject schema, Known.Opening opening) {
        JsonObject good = (JsonObject) value("", schema, opening);
        return switch (dice.upTo(12)) {
            case 0, 1, 2, 3 -> bytes(good);
            case 4, 5, 6 -> bytes(spoilt(good));
            case 7 -> torn(bytes(good));
            case 8 -> good.encode().getBytes(dice.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE));
            case 9 -> garbage();
            case 10 -> nested();
            default -> bytes(good.put(OddValues.text(dice), OddValues.json(dice)));
        };
    }

    private Object value(String name, JsonObject schema, Known.Opening opening) {
        Instant now = Instant.now();
        return switch (name) {
            case "quotaId" -> dice.one((dice.oneIn(4) ? known.opening(dice) : opening).quotas());
            case "code" -> known.code(dice);
            case "opensAt" ->
                now.plus(Duration.ofMinutes(dice.of(-1, 0, 1, 60))).toString();
            case "closesAt" -> now.plus(Duration.ofMinutes(dice.of(3, 90, 90))).toString();
            case "announcesAt" -> now.minus(Duration.ofHours(1)).toString();
            default -> byType(name, schema, opening);
        };
    }

    private Object byType(String name, JsonObject schema, Known.Opening opening) {
        return switch (schema.getString("type", "object")) {
            case "object" -> object(schema, opening);
            case "array" -> array(name, schema, opening);
            case "integer" -> 1 + dice.upTo(30);
            case "boolean" -> dice.oneIn(2);
            default -> text(schema);
        };
    }

    private JsonObject object(JsonObject schema, Known.Opening opening) {
        JsonObject object = new JsonObject();
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String property : properties.fieldNames()) {
            if (required.contains(property) || dice.oneIn(4)) {
                object.put(property, value(property, properties.getJsonObject(property), opening));
            }
        }
        return object;
    }

    private JsonArray array(String name, JsonObject schema, Known.Opening opening) {
        JsonArray array = new JsonArray();
        int count = 1 + dice.upTo(2);
        for (int i = 0; i < count; i++) {
            array.add(value(name, schema.getJsonObject("items"), opening));
        }
        return array;
    }

    private String text(JsonObject schema) {
        JsonArray choices = schema.getJsonArray("enum");
        if (choices != null) {
            return choices.getString(dice.upTo(choices.size()));
        }
        return "fuzz " + dice.upTo(1_000);
    }

    /** One thing in it, at whatever depth, is something else. */
    private JsonObject spoilt(JsonObject good) {
        List<String> names = new ArrayList<>(good.fieldNames());
        if (names.isEmpty()) {
            return good.put("quotaId", OddValues.json(dice));
        }
        String name = dice.one(names);
        Object within = good.getValue(name);
        if (within instanceof JsonArray list && !list.isEmpty() && dice.oneIn(2)) {
            int at = dice.upTo(list.size());
            if (list.getValue(at) instanceof JsonObject item) {
                list.set(at, spoilt(item));
                return good;
            }
        }
        return switch (dice.upTo(5)) {
            case 0 -> without(good, name);
            case 1 -> good.putNull(name);
            case 2 -> good.put(name, new JsonArray().add(within).add(within));
            default -> good.put(name, OddValues.json(dice));
        };
    }

    private static JsonObject without(JsonObject good, String name) {
        JsonObject copy = good.copy();
        Object removed = copy.remove(name);
        return removed == null ? good : copy;
    }

    /** Cut off, or with bytes in it that were not there. */
    private byte[] torn(byte[] good) {
        byte[] torn = dice.oneIn(2) ? Arrays.copyOf(good, dice.upTo(good.length + 1)) : good.clone();
        for (int i = 0; i < torn.length && i < 3; i++) {
            torn[dice.upTo(torn.length)] = (byte) dice.upTo(256);
        }
        return torn;
    }

    private byte[] garbage() {
        return switch (dice.upTo(6)) {
            case 0 -> dice.bytes(dice.upTo(500));
            case 1 -> new byte[dice.of(1, 100, 5_000)];
            case 2 -> "quotaId=1&a=b".getBytes(StandardCharsets.UTF_8);
            case 3 ->
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"
                        .getBytes(StandardCharsets.UTF_8);
            case 4 -> zipped("{}".getBytes(StandardCharsets.UTF_8));
            default -> filled(dice.of(BYTES_MAX - 1, BYTES_MAX, BYTES_MAX + 1, 3 * BYTES_MAX));
        };
    }

    private byte[] nested() {
        String open = dice.of("[", "{\"a\":", "[{\"quotaId\":");
        return open.repeat(dice.of(50, 999, 1_001, 5_000)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] filled(int length) {
        byte[] spaces = new byte[length];
        Arrays.fill(spaces, (byte) ' ');
        spaces[0] = '{';
        spaces[length - 1] = '}';
        return spaces;
    }

    private static byte[] bytes(JsonObject json) {
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
