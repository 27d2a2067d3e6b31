package boxoffice.api.member;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.Phase;
import boxoffice.domain.opening.Quota;
import boxoffice.persistence.opening.ListedOpening;
import boxoffice.persistence.opening.ShownOpening;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An opening as everybody sees it. */
public final class OpeningJson {

    private OpeningJson() {}

    public static JsonObject of(ShownOpening shown, String serverTime) {
        ListedOpening listed = shown.listed();
        Opening opening = listed.opening();
        JsonArray quotas = new JsonArray();
        for (Quota quota : opening.quotas()) {
            quotas.add(new JsonObject()
                    .put("id", quota.id().toString())
                    .put("name", quota.name())
                    .put("size", quota.size())
                    .put("remaining", listed.remaining(quota)));
        }
        JsonObject json = new JsonObject()
                .put("id", opening.id().toString())
                .put("title", opening.title())
                .put("movie", opening.movie())
                .put("phase", spelled(shown.phase()))
                .put("frozen", opening.isFrozen())
                .put("announcesAt", opening.window().announcesAt().toString())
                .put("opensAt", opening.window().opensAt().toString())
                .put("closesAt", opening.window().closesAt().toString())
                .put("serverTime", serverTime)
                .put("quotas", quotas);
        opening.movedFrom().ifPresent(from -> json.put("movedFrom", from.toString()));
        return json;
    }

    /** A phase as the contract spells it. */
    public static String spelled(Phase phase) {
        return switch (phase) {
            case ANNOUNCED -> "announced";
            case OPEN -> "open";
            case SOLD_OUT -> "soldOut";
            case CLOSED -> "closed";
        };
    }
}
