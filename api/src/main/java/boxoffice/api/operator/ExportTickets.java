package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.ticket.TicketRegister;
import io.vertx.core.Future;

/** The tickets of an opening as a table for a spreadsheet, however many there are, in little memory. */
public final class ExportTickets implements Endpoint {

    private final OpeningBoard board;
    private final TicketRegister register;

    public ExportTickets(OpeningBoard board, TicketRegister register) {
        this.board = board;
        this.register = register;
    }

    @Override
    public String operationId() {
        return "exportTickets";
    }

    @Override
    public Future<Answer> answer(Call call) {
        OpeningId id = OpeningChanges.id(call);
        return board.find(id)
                .map(found -> found.orElseThrow(() ->
                        new ProblemException(Problem.notFound("there is no such opening, or it is not announced yet"))))
                .map(view -> Answer.streamed("text/csv; charset=utf-8", stream -> new TicketTable(
                                        view.shown().listed().opening().quotas(), register, stream)
                                .write())
                        .with("Content-Disposition", "attachment; filename=\"boxoffice-" + id + ".csv\""));
    }
}
