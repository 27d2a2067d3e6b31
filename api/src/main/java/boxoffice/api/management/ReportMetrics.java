package boxoffice.api.management;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.metrics.PrometheusText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** All meters, as Prometheus text; written on a worker thread, since there may be hundreds. */
public final class ReportMetrics implements Endpoint {

    private final Vertx vertx;
    private final PrometheusText meters;

    public ReportMetrics(Vertx vertx, PrometheusText meters) {
        this.vertx = vertx;
        this.meters = meters;
    }

    @Override
    public String operationId() {
        return "reportMetrics";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return vertx.executeBlocking(
                () -> Answer.of(PrometheusText.CONTENT_TYPE, Buffer.buffer(meters.render())), false);
    }
}
