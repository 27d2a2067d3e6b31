package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Future;
import java.util.Optional;

/** One opening, and what is left of it. */
public final class ShowOpening implements Endpoint {

    private final OpeningBoard board;
    private final OpeningPages pages;

    public ShowOpening(OpeningBoard board, OpeningPages pages) {
        this.board = board;
        this.pages = pages;
    }

    @Override
    public String operationId() {
        return "showOpening";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Optional<OpeningId> id = OpeningId.parse(call.path("openingId"));
        if (id.isEmpty()) {
            return Future.failedFuture(new ProblemException(ClaimAnswers.NO_SUCH_OPENING));
        }
        return board.find(id.get())
                .map(found ->
                        pages.opening(found.orElseThrow(() -> new ProblemException(ClaimAnswers.NO_SUCH_OPENING))));
    }
}
