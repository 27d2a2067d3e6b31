package boxoffice.api.scaling;

import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.Reconciliation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has AWS compared with the openings: at the start, every minute, and at once after an operator's change. One look at a
 * time; changes that come meanwhile share the next.
 *
 * <p>Nobody waits for it, and none of its failures reaches a request: they are logged when they begin and when they
 * end, counted, and told to operators who ask. Where the openings cannot be read nothing is touched, since nothing read
 * is not nothing planned. Any thread.
 */
public final class PlanKeeper {

    static final Duration EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PlanKeeper.class);

    /**
     * How it stands.
     *
     * @param on whether there is a plan to keep
     * @param checkedAt null before the first look
     */
    public record State(
            boolean on, boolean sound, @Nullable Instant checkedAt, List<String> done, List<String> troubles) {

        public State {
            done = List.copyOf(done);
            troubles = List.copyOf(troubles);
        }
    }

    private final Vertx vertx;
    private final Supplier<Future<List<Instant>>> openings;
    private final Function<List<Instant>, Future<Reconciliation>> reconcile;
    private final PlanObserver observer;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong soundNanos = new AtomicLong(System.nanoTime());
    private volatile State state; // written by one look at a time
    private volatile List<String> logged = List.of(); // what is in the way, without what differs from call to call
    private final AtomicReference<@Nullable Long> timer = new AtomicReference<>();

    private PlanKeeper(
            Vertx vertx,
            boolean on,
            Supplier<Future<List<Instant>>> openings,
            Function<List<Instant>, Future<Reconciliation>> reconcile,
            PlanObserver observer) {
        this.vertx = vertx;
        this.openings = openings;
        this.reconcile = reconcile;
        this.observer = observer;
        this.state = new State(on, false, null, List.of(), List.of());
    }

    public static PlanKeeper on(
            Vertx vertx,
            Supplier<Future<List<Instant>>> openings,
            Function<List<Instant>, Future<Reconciliation>> reconcile,
            PlanObserver observer) {
        PlanKeeper keeper = new PlanKeeper(vertx, true, openings, reconcile, observer);
        observer.ageIs(() -> (System.nanoTime() - keeper.soundNanos.get()) / 1e9);
        return keeper;
    }

    /** For a service that runs elsewhere than on AWS: does nothing, and says so. */
    public static PlanKeeper off(Vertx vertx) {
        return new PlanKeeper(
                vertx,
                false,
                () -> Future.succeededFuture(List.of()),
                none -> Future.failedFuture("there is no plan"),
                new PlanObserver() {
                    @Override
                    public void looked(boolean sound) {}

                    @Override
                    public void ageIs(DoubleSupplier seconds) {}
                });
    }

    public void start() {
        if (state.on()) {
            timer.set(vertx.setPeriodic(EVERY.toMillis(), tick -> changed()));
            changed();
        }
    }

    /** Looks no more; one look that is under way goes on. */
    public Future<?> stop() {
        Long running = timer.getAndSet(null);
        if (running != null) {
            boolean unused = vertx.cancelTimer(running);
        }
        return Future.succeededFuture();
    }

    /** An opening may have changed: looks at once, or again after the look that is under way. */
    public void changed() {
        if (state.on() && asked.getAndIncrement() == 0) {
            look();
        }
    }

    public State state() {
        return state;
    }

    private void look() {
        openings.get().compose(reconcile).onComplete(looked -> {
            if (looked.succeeded()) {
                took(looked.result());
            } else {
                failed(looked.cause());
            }
            if (asked.getAndSet(0) > 1) {
                changed();
            }
        });
    }

    private void took(Reconciliation finished) {
        List<String> troubles = finished.troubles().stream()
                .map(AwsTroubleException::getMessage)
                .map(String::valueOf)
                .toList();
        if (!finished.done().isEmpty()) {
            LOG.info("scaling plan: {}", String.join("; ", finished.done()));
        }
        set(
                new State(true, finished.isSound(), finished.at(), finished.done(), troubles),
                finished.troubles().stream().map(AwsTroubleException::gist).toList());
    }

    private void failed(Throwable failure) {
        set(
                new State(
                        true,
                        false,
                        Instant.now(),
                        List.of(),
                        List.of("AWS was not looked at: " + failure.getMessage() + ": it is tried again every minute")),
                List.of("AWS was not looked at"));
    }

    private void set(State now, List<String> troubles) {
        List<String> before = logged;
        state = now;
        logged = troubles;
        observer.looked(now.sound());
        if (now.sound()) {
            soundNanos.set(System.nanoTime());
            if (!before.isEmpty()) {
                LOG.info("scaling plan: AWS is as it must be again");
            }
        } else if (!troubles.equals(before)) {
            LOG.warn("scaling plan: {}", String.join("; ", now.troubles()));
        }
    }
}
