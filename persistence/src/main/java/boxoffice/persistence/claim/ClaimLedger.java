package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.domain.ticket.TicketSecret;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The one way to get a ticket: takes claims, decides them in batches, each opening's in the order of arrival, and
 * answers each with a {@link ClaimOutcome} that is durable before it is told.
 *
 * <p>Batches size themselves: one starts when a claim arrives and none of its opening is in flight, and when one ends;
 * there is no timer, so a lone claim waits for nothing and a crowd shares its commits. Openings take turns. Of an
 * opening that gives no ticket to anybody, most claims are answered at once from what is {@link Certainty certain}.
 * Whatever the database does, a claim is answered within {@link ClaimLimits#answerMax()}.
 *
 * <p>{@link #claim} may be called from any thread and answers on the caller's context; its future never fails. All
 * other state is confined to the context that was given.
 */
public final class ClaimLedger {

    /** How much later than its limit a claim may be answered. */
    private static final Duration SWEEP = Duration.ofMillis(50);

    /** How much later who waits behind a batch may be told that too many do. */
    private static final Duration COUNTING = Duration.ofMillis(5);

    private final Executor context;
    private final BatchDecider decider;
    private final Certainties certainties;
    private final ClaimLimits limits;
    private final ClaimObserver observer;
    private final LongSupplier nanoClock;

    private final Queue<Waiting> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicBoolean calledSoon = new AtomicBoolean();
    private volatile boolean closing;

    private final Pause pause;
    private final RandomGenerator random;
    private final Map<OpeningId, ClaimBatcher> batchers = new ConcurrentHashMap<>(); // the gauges look in
    private final ArrayDeque<ClaimBatcher> ready = new ArrayDeque<>();
    private final Set<Flight> inFlight = new HashSet<>();
    private boolean sweeping;

    ClaimLedger(
            Executor context,
            BatchDecider decider,
            Certainties.Source facts,
            ClaimLimits limits,
            ClaimObserver observer,
            LongSupplier nanoClock,
            Pause pause,
            RandomGenerator random) {
        this.context = context;
        this.decider = decider;
        this.certainties = new Certainties(facts, context, nanoClock);
        this.limits = limits;
        this.observer = observer;
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.random = random;
    }

    /**
     * The ledger over a writer's database.
     *
     * @param context all batches are made on it: best one whose event loop does nothing else, or a batch's statements
     *     wait behind the requests of a crowd
     */
    public static ClaimLedger on(
            Vertx vertx, Context context, WriterPool writer, ClaimLimits limits, ClaimObserver observer) {
        ClaimTransaction transaction =
                new ClaimTransaction(new SqlClaims(writer, ClaimStatements.STANDARD), System::nanoTime);
        BatchDecider decider = new RetryingDecider(
                transaction, limits.attemptMax(), observer, Pause.on(vertx), new SplittableRandom());
        ClaimLedger ledger = new ClaimLedger(
                executor(context),
                decider,
                new CertaintyReads(writer),
                limits,
                observer,
                System::nanoTime,
                Pause.on(vertx),
                new Randomness());
        writer.onChange(ledger.certainties::forget);
        return ledger;
    }

    /** All state but the arrivals is confined to the context. */
    static Executor executor(Context context) {
        return work -> context.runOnContext(due -> work.run());
    }

    /** Claims a ticket of the opening for the member. */
    public Future<ClaimOutcome> claim(OpeningId opening, MemberId member, QuotaChoice choice) {
        ClaimOutcome certain = certainties.outcome(opening, member, choice);
        if (certain != null) {
            observer.answered(opening, certain, 0); // reading a clock would take as long as the answer did
            return Future.succeededFuture(certain);
        }
        long now = nanoClock.getAsLong();
        if (unanswered.incrementAndGet() > limits.queuedMax() || closing) {
            return refuse(opening, now);
        }
        Waiting waiting = new Waiting(
                opening, member, choice, Vertx.currentContext(), Thread.currentThread(), Promise.promise(), now);
        arrivals.add(waiting);
        wake(opening);
        return waiting.answer().future();
    }

    /**
     * To be called by whoever has changed an opening's window or stock otherwise than by a claim, after COMMIT and
     * before telling anybody. When the future completes, no process answers from what was before: there is none that
     * still holds it for certain. Any thread.
     */
    public Future<Void> changed(Vertx vertx, OpeningId opening) {
        certainties.changed(opening);
        return settled(vertx);
    }

    /** Completes when no process holds anything for certain any more that it read before now. Any thread. */
    public Future<Void> settled(Vertx vertx) {
        return vertx.timer(Certainty.LIFETIME.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /** How many claims have no answer yet. Any thread. */
    public int unanswered() {
        return unanswered.get();
    }

    /** How long the claim that has waited longest for its batch has waited; zero when none waits. Any thread. */
    public Duration oldestWait() {
        long now = nanoClock.getAsLong();
        return Duration.ofNanos(batchers.values().stream()
                .mapToLong(batcher -> batcher.oldestWaitNanos(now))
                .max()
                .orElse(0));
    }

    /**
     * From now on defers what is new; the future completes when all accepted claims are answered, or this time has
     * passed.
     */
    public Future<Void> drain(Vertx vertx, Duration atMost) {
        closing = true;
        Promise<Void> drained = Promise.promise();
        long deadline = nanoClock.getAsLong() + atMost.toNanos();
        long poll = vertx.setPeriodic(5, timer -> {
            if (unanswered.get() <= 0 || nanoClock.getAsLong() - deadline >= 0) {
                drained.tryComplete();
            }
        });
        return drained.future().onComplete(done -> vertx.cancelTimer(poll));
    }

    private Future<ClaimOutcome> refuse(OpeningId opening, long start) {
        unanswered.decrementAndGet();
        ClaimOutcome deferred = new ClaimOutcome.Deferred();
        observer.answered(opening, deferred, nanoClock.getAsLong() - start);
        return Future.succeededFuture(deferred);
    }

    /**
     * Whoever finds the ledger called already leaves the claim to it. Where a batch of the opening is on its way, no
     * other starts before it lands, and then all arrivals are looked at anyway: nobody is woken but to count who waits,
     * by the caller's own loop, and if that is busy by the next sweep.
     */
    private void wake(OpeningId opening) {
        ClaimBatcher batcher = batchers.get(opening);
        boolean nextStartsLater = batcher != null && batcher.isBusy();
        AtomicBoolean call = nextStartsLater ? calledSoon : called;
        if (call.compareAndSet(false, true)) {
            Future<Void> time = nextStartsLater ? pause.of(COUNTING) : Future.succeededFuture();
            time.onComplete(due -> context.execute(() -> {
                call.set(false);
                sortArrivals();
                startBatches();
                sweepSoon();
            }));
        }
    }

    /** One timer for all claims, and none while nobody waits. */
    private void sweepSoon() {
        if (!sweeping && !(batchers.isEmpty() && inFlight.isEmpty())) {
            sweeping = true;
            pause.of(SWEEP)
                    .onComplete(due -> context.execute(() -> {
                        sweeping = false;
                        sweep();
                        sweepSoon();
                    }));
        }
    }

    /** Answers all whose patience is over, whatever their batch is doing. */
    private void sweep() {
        sortArrivals();
        startBatches();
        long now = nanoClock.getAsLong();
        HandBack handBack = new HandBack();
        batchers.values().forEach(batcher -> defer(batcher, now, handBack));
        for (Flight flight : List.copyOf(inFlight)) {
            List<Waiting> late = new ArrayList<>(0);
            ClaimOutcome truth =
                    flight.removeArrivedBefore(now - limits.answerMax().toNanos(), late);
            late.forEach(one -> answer(one, truth, handBack));
        }
        handBack.send();
    }

    private void defer(ClaimBatcher batcher, long now, HandBack handBack) {
        for (Waiting late : batcher.removeImpatient(now)) {
            answer(late, new ClaimOutcome.Deferred(), handBack);
        }
        for (Waiting inVain : batcher.removeWhoWaitInVain()) {
            answer(inVain, new ClaimOutcome.Deferred(), handBack);
        }
    }

    private void sortArrivals() {
        HandBack handBack = new HandBack();
        for (Waiting arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            ClaimBatcher batcher =
                    batchers.computeIfAbsent(arrival.opening(), opening -> new ClaimBatcher(opening, limits));
            if (!batcher.add(arrival)) {
                answer(arrival, new ClaimOutcome.Deferred(), handBack);
            } else if (batcher.becomesReady()) {
                ready.add(batcher);
            }
        }
        handBack.send();
    }

    private void startBatches() {
        while (inFlight.size() < limits.batchesInFlightMax() && !ready.isEmpty()) {
            start(ready.poll());
        }
    }

    private void start(ClaimBatcher batcher) {
        long start = nanoClock.getAsLong();
        HandBack handBack = new HandBack();
        defer(batcher, start, handBack);
        handBack.send();
        List<ClaimBatcher.Entry> batch = batcher.take(start);
        if (batch.isEmpty()) {
            batcher.rest();
            batchers.remove(batcher.opening());
            return;
        }
        Flight flight = new Flight(batcher.opening(), batch, claims(batch));
        inFlight.add(flight);
        decider.decide(flight)
                .onComplete(decided -> context.execute(() -> {
                    long end = nanoClock.getAsLong();
                    inFlight.remove(flight);
                    finish(batcher, end);
                    observer.batchDecided(flight.size(), end - start);
                    sortArrivals();
                    startBatches();
                    handBack(flight);
                    if (flight.hasRefusals()) {
                        certainties.consider(flight.opening());
                    }
                }));
    }

    /** Keys of one batch begin alike, which halves the random bits to draw. */
    private List<Claim> claims(List<ClaimBatcher.Entry> batch) {
        long batchKey = random.nextLong();
        List<Claim> claims = new ArrayList<>(batch.size());
        for (ClaimBatcher.Entry entry : batch) {
            Waiting first = entry.first();
            TicketKey key = new TicketKey(batchKey, random.nextLong());
            claims.add(new Claim(first.member(), first.choice(), key, TicketSecret.random(random)));
        }
        return claims;
    }

    private void finish(ClaimBatcher batcher, long nanos) {
        if (batcher.landed(nanos)) {
            ready.add(batcher);
        } else {
            batchers.remove(batcher.opening());
        }
    }

    private void handBack(Flight flight) {
        HandBack handBack = new HandBack();
        flight.land((waiting, outcome) -> answer(waiting, outcome, handBack));
        handBack.send();
    }

    private void answer(Waiting waiting, ClaimOutcome outcome, HandBack handBack) {
        unanswered.decrementAndGet();
        observer.answered(waiting.opening(), outcome, nanoClock.getAsLong() - waiting.arrivedNanos());
        handBack.add(waiting, outcome);
    }
}
