package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.member.OpeningJson;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.OpeningPage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** All openings for who plans them, page by page: also those that are announced later, and those of years ago. */
public final class ListPlannedOpenings implements Endpoint {

    private static final int LIMIT_DEFAULT = 50;

    private final OpeningBoard board;

    public ListPlannedOpenings(OpeningBoard board) {
        this.board = board;
    }

    @Override
    public String operationId() {
        return "listPlannedOpenings";
    }

    @Override
    public Future<Answer> answer(Call call) {
        int limit = call.query("limit").map(Integer::valueOf).orElse(LIMIT_DEFAULT);
        return board.page(call.query("before").flatMap(OpeningId::parse), limit)
                .map(page -> Answer.json(200, json(page)));
    }

    private static JsonObject json(OpeningPage page) {
        JsonArray openings = new JsonArray();
        page.openings()
                .forEach(shown -> openings.add(OpeningJson.of(shown, page.now().toString())));
        JsonObject json = new JsonObject().put("openings", openings);
        page.next().ifPresent(next -> json.put("next", next.toString()));
        return json;
    }
}
