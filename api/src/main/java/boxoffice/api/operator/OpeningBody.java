package boxoffice.api.operator;

import boxoffice.api.http.Problem;
import boxoffice.api.http.Problem.BodyError;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningDraft;
import boxoffice.domain.opening.OpeningDraft.QuotaDraft;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.persistence.opening.OpeningEdit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An operator's opening, from JSON that the schema allows, and back to JSON. */
final class OpeningBody {

    static final String NO_TIME = "is not an RFC 3339 time such as 2026-12-01T11:00:00Z";

    private final JsonObject body;
    private final List<BodyError> errors = new ArrayList<>();

    private OpeningBody(JsonObject body) {
        this.body = body;
    }

    /** @throws ProblemException 400 with everything that is wrong */
    static OpeningEdit edit(JsonObject body) {
        return new OpeningBody(body).edit();
    }

    static JsonObject json(Opening opening) {
        JsonArray quotas = new JsonArray();
        for (Quota quota : opening.quotas()) {
            quotas.add(new JsonObject()
                    .put("id", quota.id().toString())
                    .put("name", quota.name())
                    .put("size", quota.size()));
        }
        JsonObject json = new JsonObject()
                .put("id", opening.id().toString())
                .put("title", opening.title())
                .put("movie", opening.movie())
                .put("announcesAt", opening.window().announcesAt().toString())
                .put("opensAt", opening.window().opensAt().toString())
                .put("closesAt", opening.window().closesAt().toString())
                .put("quotas", quotas);
        opening.movedFrom().ifPresent(from -> json.put("movedFrom", from.toString()));
        opening.freeze().ifPresent(freeze -> json.put("frozen", true)
                .put("frozenAt", freeze.since().toString())
                .put("frozenReason", freeze.reason()));
        return json;
    }

    private OpeningEdit edit() {
        Optional<Instant> opensAt = timeOf("opensAt");
        Optional<Instant> closesAt = timeOf("closesAt");
        Optional<Instant> announcesAt = body.containsKey("announcesAt")
                ? timeOf("announcesAt")
                : opensAt.map(OpeningDraft::announcedAWeekBefore);
        List<QuotaDraft> quotas = new ArrayList<>();
        List<Optional<QuotaId>> ids = new ArrayList<>();
        JsonArray listed = body.getJsonArray("quotas");
        for (int i = 0; i < listed.size(); i++) {
            JsonObject quota = listed.getJsonObject(i);
            quotas.add(new QuotaDraft(quota.getString("name"), size(quota)));
            ids.add(quotaId(quota, i));
        }
        if (opensAt.isEmpty() || closesAt.isEmpty() || announcesAt.isEmpty()) {
            throw new ProblemException(Problem.badBody(errors));
        }
        OpeningDraft draft = new OpeningDraft(
                body.getString("title"),
                body.getString("movie"),
                announcesAt.get(),
                opensAt.get(),
                closesAt.get(),
                quotas);
        draft.problems().forEach(problem -> errors.add(new BodyError(problem.pointer(), problem.detail())));
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.badBody(errors));
        }
        return new OpeningEdit(draft, ids);
    }

    /**
     * The database keeps microseconds: what is finer is cut, so that what is stored is what was answered.
     *
     * @throws DateTimeException for what is {@link #NO_TIME}
     */
    static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private Optional<Instant> timeOf(String field) {
        try {
            return Optional.of(time(body.getString(field)));
        } catch (DateTimeException malformed) {
            errors.add(new BodyError("/" + field, NO_TIME));
            return Optional.empty();
        }
    }

    /** Anything beyond an int is out of range for the draft too, which then says so. */
    private static int size(JsonObject quota) {
        double size = quota.getNumber("size").doubleValue();
        return size > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) size;
    }

    private Optional<QuotaId> quotaId(JsonObject quota, int index) {
        String id = quota.getString("id");
        if (id == null) {
            return Optional.empty();
        }
        Optional<QuotaId> parsed = QuotaId.parse(id);
        if (parsed.isEmpty()) {
            errors.add(new BodyError("/quotas/" + index + "/id", "names no quota of this opening"));
        }
        return parsed;
    }
}
