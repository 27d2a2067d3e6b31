package boxoffice.api.live;

import boxoffice.api.member.OpeningJson;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.Phase;
import boxoffice.domain.opening.Quota;
import boxoffice.persistence.opening.ShownOpening;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What streams tell of an opening until it changes, encoded once.
 *
 * @param counts the event of the counts
 * @param all the events of the phase and of the counts
 */
record Edition(ShownOpening shown, Buffer counts, Buffer all) {

    static Edition of(ShownOpening shown) {
        Buffer counts = event("remaining", remaining(shown));
        return new Edition(shown, counts, event("phase", phase(shown)).copy().appendBuffer(counts));
    }

    Phase phase() {
        return shown.phase();
    }

    /** Whether only the counts differ. */
    boolean tellsTheSamePhaseAs(Edition other) {
        return phase(shown).equals(phase(other.shown));
    }

    private static JsonObject phase(ShownOpening shown) {
        Opening opening = shown.listed().opening();
        JsonObject phase = new JsonObject()
                .put("phase", OpeningJson.spelled(shown.phase()))
                .put("frozen", opening.isFrozen())
                .put("opensAt", opening.window().opensAt().toString())
                .put("closesAt", opening.window().closesAt().toString());
        opening.movedFrom().ifPresent(from -> phase.put("movedFrom", from.toString()));
        return phase;
    }

    private static JsonObject remaining(ShownOpening shown) {
        JsonArray quotas = new JsonArray();
        for (Quota quota : shown.listed().opening().quotas()) {
            quotas.add(new JsonObject()
                    .put("id", quota.id().toString())
                    .put("size", quota.size())
                    .put("remaining", shown.listed().remaining(quota)));
        }
        return new JsonObject().put("quotas", quotas);
    }

    private static Buffer event(String name, JsonObject data) {
        return Buffer.buffer("event: " + name + "\ndata: " + data.encode() + "\n\n");
    }
}
