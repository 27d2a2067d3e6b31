package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Contract;
import boxoffice.api.http.Endpoint;
import io.vertx.core.Future;

/** The contract itself. */
public final class ReadContract implements Endpoint {

    private final Answer document;

    public ReadContract(Contract contract) {
        document = Answer.of("application/yaml", contract.text()).with("Cache-Control", "no-cache");
    }

    @Override
    public String operationId() {
        return "readContract";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return Future.succeededFuture(document);
    }
}
