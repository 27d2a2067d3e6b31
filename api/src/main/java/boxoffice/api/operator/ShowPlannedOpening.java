package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Future;

/** An opening as its operators see it: before it is announced too, and with the reason where it is frozen. */
public final class ShowPlannedOpening implements Endpoint {

    private final OpeningBoard board;

    public ShowPlannedOpening(OpeningBoard board) {
        this.board = board;
    }

    @Override
    public String operationId() {
        return "showPlannedOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return board.findPlanned(OpeningChanges.id(call))
                .map(found -> found.orElseThrow(OpeningChanges::noSuchOpening))
                .map(listed -> Answer.json(200, OpeningBody.json(listed.opening())));
    }
}
