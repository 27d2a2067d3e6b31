package boxoffice.api.scaling;

import boxoffice.domain.scaling.ScalingRules;
import boxoffice.scaling.aws.AwsCapacities;
import boxoffice.scaling.aws.AwsNames;
import boxoffice.scaling.reconcile.Reconciliation;
import boxoffice.scaling.reconcile.Schedules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * AWS, on a worker thread of its own, which it may block for as long as it likes. Its clients are opened by the first
 * call, so that a service whose AWS is misconfigured starts and says so.
 */
public final class AwsPlan {

    private static final int THREADS = 1;
    private static final long WARN_AFTER_SECONDS = 120;

    private final WorkerExecutor worker;
    private final AwsNames names;
    private final Clock clock;
    private volatile @Nullable Schedules opened;

    public AwsPlan(Vertx vertx, AwsNames names, Clock clock) {
        this.worker = vertx.createSharedWorkerExecutor("scaling", THREADS, WARN_AFTER_SECONDS, TimeUnit.SECONDS);
        this.names = names;
        this.clock = clock;
    }

    public Future<Reconciliation> reconcile(List<Instant> openings) {
        return worker.executeBlocking(() -> schedules().reconcile(openings));
    }

    public Future<?> close() {
        return worker.executeBlocking(() -> {
                    Schedules schedules = opened;
                    if (schedules != null) {
                        schedules.close();
                    }
                    return null;
                })
                .eventually(worker::close);
    }

    /** On the worker only. */
    private Schedules schedules() {
        Schedules schedules = opened;
        if (schedules == null) {
            schedules = AwsCapacities.schedules(names, ScalingRules.DEFAULT, clock);
            opened = schedules;
        }
        return schedules;
    }
}
