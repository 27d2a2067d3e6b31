package boxoffice.api.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a worker has learnt from the answers: who asks next for something that is there. Confined to one worker. */
final class Known {

    private static final int KEPT_MAX = 60;

    /** A ticket, and the token of whoever holds it. */
    record Held(String id, String code, String token) {}

    /** As it was answered: others may have moved or removed it since. */
    record Opening(String id, Instant opensAt, List<String> quotas) {

        static Opening of(JsonObject answer) {
            return new Opening(
                    answer.getString("id"),
                    answer.getInstant("opensAt"),
                    answer.getJsonArray("quotas").stream()
                            .map(quota -> ((JsonObject) quota).getString("id"))
                            .toList());
        }
    }

    private final List<Opening> lasting;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Held> tickets = new ArrayList<>();

    /** @param lasting openings that nobody can delete */
    Known(List<Opening> lasting) {
        this.lasting = List.copyOf(lasting);
    }

    /** Takes ids out of an answer. */
    void learn(JsonObject answer, String token, Dice dice) {
        if (answer.getValue("code") instanceof String code && answer.getValue("id") instanceof String id) {
            keep(tickets, new Held(id, code, token), dice);
        } else if (answer.getValue("quotas") instanceof JsonArray && answer.getValue("id") instanceof String) {
            keep(openings, Opening.of(answer), dice);
        }
    }

    Opening opening(Dice dice) {
        return openings.isEmpty() || dice.oneIn(2) ? dice.one(lasting) : dice.one(openings);
    }

    /** One that has not opened yet, where such a one is known. */
    Opening comingOpening(Dice dice) {
        List<Opening> coming = openings.stream()
                .filter(each -> each.opensAt().isAfter(Instant.now()))
                .toList();
        return coming.isEmpty() ? opening(dice) : dice.one(coming);
    }

    String code(Dice dice) {
        return tickets.isEmpty() ? "0000-0000-0000-0000" : dice.one(tickets).code();
    }

    /** One that does not exist where none is known yet. */
    Held ticket(Dice dice) {
        return tickets.isEmpty() ? new Held(opening(dice).id() + "-" + "0".repeat(32), "", "") : dice.one(tickets);
    }

    private static <T> void keep(List<T> kept, T more, Dice dice) {
        if (kept.contains(more)) {
            return;
        }
        if (kept.size() < KEPT_MAX) {
            kept.add(more);
        } else {
            kept.set(dice.upTo(KEPT_MAX), more);
        }
    }
}
