package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Future;

/** Announced, open and recently closed openings. */
public final class ListOpenings implements Endpoint {

    private final OpeningBoard board;
    private final OpeningPages pages;

    public ListOpenings(OpeningBoard board, OpeningPages pages) {
        this.board = board;
        this.pages = pages;
    }

    @Override
    public String operationId() {
        return "listOpenings";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return board.view().map(pages::board);
    }
}
