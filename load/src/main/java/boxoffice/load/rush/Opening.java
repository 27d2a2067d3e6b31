package boxoffice.load.rush;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * The opening under test, as the service shows it.
 *
 * @param serverTime when it was shown, on the service's clock
 */
public record Opening(String id, Instant opensAt, Instant serverTime, List<Quota> quotas) {

    public Opening {
        quotas = List.copyOf(quotas);
    }

    /** One of its quotas. */
    public record Quota(String id, int size, int remaining) {}

    static Opening of(JsonObject json) {
        return new Opening(
                json.getString("id"),
                Instant.parse(json.getString("opensAt")),
                Instant.parse(json.getString("serverTime")),
                json.getJsonArray("quotas").stream()
                        .map(JsonObject.class::cast)
                        .map(quota -> new Quota(
                                quota.getString("id"), quota.getInteger("size"), quota.getInteger("remaining")))
                        .toList());
    }

    int size() {
        return quotas.stream().mapToInt(Quota::size).sum();
    }
}
