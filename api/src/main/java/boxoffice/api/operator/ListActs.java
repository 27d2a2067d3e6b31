package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.Actor;
import boxoffice.persistence.opening.AuditEntry;
import boxoffice.persistence.opening.AuditLog;
import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What was done to an opening, by whom and when; also of one that is gone. */
public final class ListActs implements Endpoint {

    private final AuditLog log;
    private final OpeningBoard board;

    public ListActs(AuditLog log, OpeningBoard board) {
        this.log = log;
        this.board = board;
    }

    @Override
    public String operationId() {
        return "listActs";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningId id = OpeningChanges.id(call);
        return log.latest(id)
                .compose(entries -> entries.isEmpty()
                        ? board.findPlanned(id)
                                .map(found -> found.orElseThrow(OpeningChanges::noSuchOpening))
                                .map(entries)
                        : Future.succeededFuture(entries))
                .map(ListActs::answer);
    }

    private static Answer answer(List<AuditEntry> entries) {
        JsonArray acts = new JsonArray();
        entries.forEach(entry -> acts.add(json(entry)));
        return Answer.json(200, new JsonObject().put("acts", acts));
    }

    /** What the service did by itself has no actor. */
    private static JsonObject json(AuditEntry entry) {
        JsonObject json = new JsonObject()
                .put("at", entry.at().toString())
                .put("act", entry.act().name().toLowerCase(Locale.ROOT))
                .put("detail", entry.detail());
        return entry.actor().equals(Actor.SERVICE)
                ? json
                : json.put("actor", entry.actor().name());
    }
}
