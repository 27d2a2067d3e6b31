package boxoffice.api.scaling;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.ScalingRules;
import boxoffice.scaling.preflight.Check;
import boxoffice.scaling.preflight.Expected;
import boxoffice.scaling.preflight.Finding;
import boxoffice.scaling.preflight.Moment;
import boxoffice.scaling.preflight.PlatformFacts;
import boxoffice.scaling.preflight.Preflight;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Go or no-go for an opening, for operators who ask the service. AWS is looked at by one worker thread, one opening at
 * a time, and what was found is told again for {@link #FRESH}: a page that polls costs AWS nothing more.
 *
 * <p>It is told after {@link #DEADLINE} at the latest. What could not be looked at by then is not well: who asks two
 * minutes before an opening must not take silence for a yes. Trouble with AWS is a finding, never a failure. Any
 * thread; futures complete on the caller's context.
 */
public final class Preflights {

    /** How long what was found is told again. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** After this it is told what was found until then. */
    static final Duration DEADLINE = Duration.ofSeconds(8);

    private static final int THREADS = 1;
    private static final long WARN_AFTER_SECONDS = 120;

    /**
     * What one look has come to.
     *
     * @param moment what was asked for by the time that was left
     */
    public record Report(Opening opening, Moment moment, Instant at, List<Finding> findings) {

        public Report {
            findings = List.copyOf(findings);
        }

        public boolean isGo() {
            return Preflight.isGo(findings);
        }
    }

    /** Connections of one instance. */
    public record Pools(int writer, int reader) {}

    private record Run(Opening opening, Future<Report> report) {}

    /** @param since when it was told first: a look may take longer than it is told again */
    private record Told(Report report, Instant since) {}

    private final WorkerExecutor worker;
    private final @Nullable AwsSight sight;
    private final @Nullable Supplier<? extends PlatformFacts> aws;
    private final Function<OpeningId, Future<OwnFacts>> own;
    private final Pools pools;
    private final Clock clock;
    private final Supplier<Future<?>> deadline;
    private final AtomicReference<@Nullable Run> running = new AtomicReference<>();
    private final ConcurrentMap<OpeningId, Told> recent = new ConcurrentHashMap<>();

    /** @param sight null where no scaling plan is configured */
    public Preflights(Vertx vertx, @Nullable AwsSight sight, Function<OpeningId, Future<OwnFacts>> own, Pools pools) {
        this(
                vertx,
                sight,
                sight,
                own,
                pools,
                Clock.systemUTC(),
                () -> vertx.timer(DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** @param deadline is asked once for each look, and completes when its time is over */
    Preflights(
            Vertx vertx,
            @Nullable AwsSight sight,
            @Nullable Supplier<? extends PlatformFacts> aws,
            Function<OpeningId, Future<OwnFacts>> own,
            Pools pools,
            Clock clock,
            Supplier<Future<?>> deadline) {
        this.worker = vertx.createSharedWorkerExecutor("preflight", THREADS, WARN_AFTER_SECONDS, TimeUnit.SECONDS);
        this.sight = sight;
        this.aws = aws;
        this.own = own;
        this.pools = pools;
        this.clock = clock;
        this.deadline = deadline;
    }

    /**
     * Looks, or tells what somebody has seen just now. Empty while another opening is looked at: ask again.
     *
     * @param openings when each opening opens, this one too
     */
    public Future<Optional<Report>> of(Opening opening, List<Instant> openings) {
        Told known = recent.get(opening.id());
        if (known != null && known.report().opening().equals(opening) && isFresh(known)) {
            return Future.succeededFuture(Optional.of(known.report()));
        }
        Promise<Report> told = Promise.promise();
        Run mine = new Run(opening, told.future());
        Run under = running.compareAndExchange(null, mine);
        if (under != null) {
            return under.opening().equals(opening)
                    ? onCallersContext(under.report())
                    : Future.succeededFuture(Optional.empty());
        }
        look(mine, openings, told);
        return onCallersContext(told.future());
    }

    /** Waits for a look that is under way. */
    public Future<?> close() {
        return worker.executeBlocking(() -> {
                    if (sight != null) {
                        sight.close();
                    }
                    return null;
                })
                .eventually(worker::close);
    }

    /** The worker may go on after the deadline; until it is done, nothing else is looked at. */
    private void look(Run run, List<Instant> openings, Promise<Report> told) {
        Opening opening = run.opening();
        Instant now = clock.instant();
        Moment moment = Moment.of(now, opening.window().opensAt());
        List<Finding> found = new CopyOnWriteArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Future<?> late = deadline.get();
        own.apply(opening.id()).onComplete(gathered -> {
            if (gathered.failed()) {
                running.set(null);
                told.fail(gathered.cause());
                return;
            }
            OwnFacts facts = gathered.result();
            List<Check> checks = new Preflight(aws, facts, expected(opening, openings, facts), moment, now).checks();
            Future<?> worked = worker.executeBlocking(() -> {
                for (Check check : checks) {
                    if (!over.get()) {
                        found.add(check.look());
                    }
                }
                return null;
            });
            Future.any(worked, late).onComplete(ended -> {
                over.set(true);
                Report report = new Report(opening, moment, now, withTheRest(found, checks));
                recent.values().removeIf(old -> !isFresh(old));
                recent.put(opening.id(), new Told(report, clock.instant()));
                if (worked.isComplete()) {
                    running.set(null);
                }
                told.complete(report);
            });
            worked.onComplete(done -> running.compareAndSet(run, null));
        });
    }

    private static List<Finding> withTheRest(List<Finding> found, List<Check> checks) {
        List<Finding> all = new ArrayList<>(found);
        checks.subList(all.size(), checks.size())
                .forEach(check -> all.add(new Finding.Failed(
                        check.name(),
                        "it was not looked at within " + DEADLINE.toSeconds() + " s",
                        "AWS is slow or does not answer: ask again, or look from your own machine with preflight")));
        return all;
    }

    private Expected expected(Opening opening, List<Instant> openings, OwnFacts facts) {
        OptionalInt connectionsMax = facts.connectionsMax();
        return new Expected(
                opening.window().opensAt(),
                openings,
                rules(),
                null,
                OwnFacts.places(opening),
                connectionsMax.isPresent() ? connectionsMax.getAsInt() : null,
                pools.writer(),
                pools.reader());
    }

    /** Where nothing scales there is this instance. */
    private ScalingRules rules() {
        ScalingRules plan = ScalingRules.DEFAULT;
        return aws != null
                ? plan
                : new ScalingRules(
                        new Capacity(1, 1),
                        plan.readers(),
                        plan.instanceLead(),
                        plan.readerLead(),
                        plan.hold(),
                        plan.gap());
    }

    private boolean isFresh(Told told) {
        return told.since().plus(FRESH).isAfter(clock.instant());
    }

    private static Future<Optional<Report>> onCallersContext(Future<Report> shared) {
        Context caller = Vertx.currentContext();
        if (caller == null) {
            return shared.map(Optional::of);
        }
        Promise<Optional<Report>> promise = Promise.promise();
        shared.map(Optional::of).onComplete(result -> caller.runOnContext(back -> promise.handle(result)));
        return promise.future();
    }
}
