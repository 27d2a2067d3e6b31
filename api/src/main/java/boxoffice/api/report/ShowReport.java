package boxoffice.api.report;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.ListedOpening;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.report.OpeningReports;
import io.vertx.core.Future;

/** How an opening went so far, for its operators. */
public final class ShowReport implements Endpoint {

    private static final Problem NO_SUCH_OPENING = Problem.notFound("there is no such opening");

    private final OpeningBoard board;
    private final OpeningReports reports;

    public ShowReport(OpeningBoard board, OpeningReports reports) {
        this.board = board;
        this.reports = reports;
    }

    @Override
    public String operationId() {
        return "showReport";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningId id = OpeningId.parse(call.path("openingId")).orElseThrow(ShowReport::noSuchOpening);
        return board.findPlanned(id)
                .map(found -> found.orElseThrow(ShowReport::noSuchOpening))
                .map(ListedOpening::opening)
                .compose(reports::of)
                .map(report -> Answer.json(200, ReportJson.of(report)));
    }

    private static ProblemException noSuchOpening() {
        return new ProblemException(NO_SUCH_OPENING);
    }
}
