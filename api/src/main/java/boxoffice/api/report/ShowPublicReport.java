package boxoffice.api.report;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Phase;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.OpeningView;
import boxoffice.persistence.report.OpeningReports;
import io.vertx.core.Future;

/** How an opening went, for everybody, once it was sold out or has closed. */
public final class ShowPublicReport implements Endpoint {

    private static final Problem NO_SUCH_OPENING = Problem.notFound("there is no such opening");
    private static final Problem NOT_OVER =
            new Problem(409, "not-over-yet", "Not over yet", "there is a report once it was sold out or has closed");

    private final OpeningBoard board;
    private final OpeningReports reports;

    public ShowPublicReport(OpeningBoard board, OpeningReports reports) {
        this.board = board;
        this.reports = reports;
    }

    @Override
    public String operationId() {
        return "showPublicReport";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningId id = OpeningId.parse(call.path("openingId")).orElseThrow(() -> new ProblemException(NO_SUCH_OPENING));
        return board.find(id)
                .map(found -> found.orElseThrow(() -> new ProblemException(NO_SUCH_OPENING)))
                .compose(this::reported);
    }

    private Future<Answer> reported(OpeningView view) {
        if (view.shown().phase() == Phase.ANNOUNCED) {
            return Future.failedFuture(new ProblemException(NOT_OVER));
        }
        return reports.of(view.shown().listed().opening()).map(report -> {
            if (view.shown().phase() != Phase.CLOSED && report.soldOutAt().isEmpty()) {
                throw new ProblemException(NOT_OVER);
            }
            return Answer.json(200, ReportJson.publicOf(report)).with("Cache-Control", "public, max-age=5");
        });
    }
}
