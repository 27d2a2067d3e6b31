package boxoffice.api.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What a worker has learnt from the answers: who asks next for something that is there. Confined to one worker. */
final class Known {

    private static final int KEPT_MAX = 60;

    /** A ticket, and the token of whoever holds it. */
    record Held(String id, String code, String token) {}

    private final List<String> lasting;
    private final List<String> openings = new ArrayList<>();
    private final List<String> quotas;
    private final List<Held> tickets = new ArrayList<>();

    /** @param lasting openings that nobody can delete */
    Known(List<String> lasting, List<String> quotas) {
        this.lasting = List.copyOf(lasting);
        this.quotas = new ArrayList<>(quotas);
    }

    /** Takes ids out of an answer. */
    void learn(JsonObject answer, String token, Dice dice) {
        if (answer.getValue("code") instanceof String code && answer.getValue("id") instanceof String id) {
            keep(tickets, new Held(id, code, token), dice);
        } else if (answer.getValue("quotas") instanceof JsonArray named
                && answer.getValue("id") instanceof String opening) {
            keep(openings, opening, dice);
            for (Object quota : named) {
                if (quota instanceof JsonObject each && each.getValue("id") instanceof String id) {
                    keep(quotas, id, dice);
                }
            }
        }
    }

    String opening(Dice dice) {
        return openings.isEmpty() || dice.oneIn(2) ? dice.one(lasting) : dice.one(openings);
    }

    String quota(Dice dice) {
        return dice.one(quotas);
    }

    String code(Dice dice) {
        return tickets.isEmpty() ? "0000-0000-0000-0000" : dice.one(tickets).code();
    }

    /** One that does not exist where none is known yet. */
    Held ticket(Dice dice) {
        return tickets.isEmpty() ? new Held(opening(dice) + "-" + "0".repeat(32), "", "") : dice.one(tickets);
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
