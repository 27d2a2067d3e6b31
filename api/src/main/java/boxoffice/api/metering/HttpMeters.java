package boxoffice.api.metering;

import boxoffice.api.http.ContractOperation;
import boxoffice.api.http.HttpObserver;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP port's meters. */
public final class HttpMeters implements HttpObserver {

    private final Meters meters;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter refused;
    private final Map<String, OperationMeters> operations = new ConcurrentHashMap<>();

    public HttpMeters(Meters meters) {
        this.meters = meters;
        refused = meters.counter(Catalogue.HTTP_REFUSED);
        meters.gauge(Catalogue.HTTP_CONNECTIONS, connections::doubleValue);
        meters.gauge(Catalogue.HTTP_IN_FLIGHT, inFlight::doubleValue);
    }

    @Override
    public void connected() {
        connections.incrementAndGet();
    }

    @Override
    public void disconnected() {
        connections.decrementAndGet();
    }

    @Override
    public void began() {
        inFlight.incrementAndGet();
    }

    @Override
    public OfOperation of(ContractOperation operation) {
        return operations.computeIfAbsent(operation.id(), OperationMeters::new);
    }

    @Override
    public void refused() {
        refused.increment();
    }

    /** The meters are looked up once for each status. */
    private final class OperationMeters implements OfOperation {

        private final String operation;
        private final Timer time;
        private final Map<Integer, Counter> byStatus = new ConcurrentHashMap<>();

        OperationMeters(String operation) {
            this.operation = operation;
            this.time = meters.timer(Catalogue.HTTP_REQUEST_TIME, operation);
        }

        @Override
        public void answered(int status, long nanos) {
            inFlight.decrementAndGet();
            byStatus.computeIfAbsent(
                            status, code -> meters.counter(Catalogue.HTTP_REQUESTS, operation, code.toString()))
                    .increment();
            time.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
