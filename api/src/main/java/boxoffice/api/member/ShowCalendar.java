package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Future;

/** The instant of an opening for the member's own calendar. */
public final class ShowCalendar implements Endpoint {

    private final OpeningBoard board;

    public ShowCalendar(OpeningBoard board) {
        this.board = board;
    }

    @Override
    public String operationId() {
        return "showCalendar";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningId id = OpeningId.parse(call.path("openingId"))
                .orElseThrow(() -> new ProblemException(ClaimAnswers.NO_SUCH_OPENING));
        return board.find(id)
                .map(found -> found.orElseThrow(() -> new ProblemException(ClaimAnswers.NO_SUCH_OPENING)))
                .map(view -> Answer.of(
                                "text/calendar; charset=utf-8",
                                CalendarFile.of(view.shown().listed().opening()))
                        .with("Content-Disposition", "attachment; filename=\"boxoffice-" + id + ".ics\"")
                        .with("Cache-Control", "no-cache"));
    }
}
