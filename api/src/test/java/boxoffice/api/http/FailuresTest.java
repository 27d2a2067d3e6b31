package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.pool.OutcomeUnknownException;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void aFutureThatRanOutOfTimeMeansLater() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Throwable late = Promise.<Void>promise()
                    .future()
                    .timeout(1, TimeUnit.MILLISECONDS)
                    .transform(done -> io.vertx.core.Future.succeededFuture(done.cause()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);

            assertThat(Failures.problem(late).name()).isEqualTo("busy");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatMayBeStoredIsToldAsOpen() {
        assertThat(Failures.problem(new OutcomeUnknownException(new TimeoutException()))
                        .name())
                .isEqualTo("outcome-unknown");
    }

    @Test
    void whatNobodyForesawIsAFaultThatTellsNothing() {
        Problem problem = Failures.problem(new IllegalStateException("SELECT secret"));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.toJson().encode()).doesNotContain("SELECT");
    }
}
