package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Announced, open and recently closed openings. */
public final class ListOpenings implements Endpoint {

    private final OpeningBoard board;

    public ListOpenings(OpeningBoard board) {
        this.board = board;
    }

    @Override
    public String operationId() {
        return "listOpenings";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return board.view().map(view -> {
            JsonArray openings = new JsonArray();
            view.openings().forEach(listed -> openings.add(OpeningJson.of(listed, view.now())));
            return Answer.json(200, new JsonObject().put("openings", openings))
                    .with("Age", Long.toString(view.age().toSeconds()));
        });
    }
}
