package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.pool.CommitGate;
import boxoffice.persistence.pool.GateProbe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimLedgerTest {

    private static final QuotaChoice ANY = new QuotaChoice.TheOnlyOne();
    private static final OpeningId FIRST = new OpeningId(1);
    private static final OpeningId SECOND = new OpeningId(2);

    /** A batch that waits for the test to decide it. */
    private record Pending(Flight flight, List<Claim> claims, CommitGate gate, Promise<Void> decision) {

        OpeningId opening() {
            return flight.opening();
        }

        void grantAll() {
            flight.decide(
                    claims,
                    IntStream.range(0, claims.size())
                            .<ClaimOutcome>mapToObj(i -> Parts.granted(claims.get(i), i + 1))
                            .toList());
            decision.complete();
        }

        List<String> members() {
            return claims.stream().map(claim -> claim.member().value()).toList();
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Facts facts = new Facts();
    private final BlockingQueue<Pending> batches = new LinkedBlockingQueue<>();
    private final RecordingObserver observer = new RecordingObserver();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
    }

    @Test
    void decidesALoneClaimAtOnce() throws Exception {
        Future<ClaimOutcome> answer = ledger(10, 10, 1).claim(FIRST, new MemberId("a"), ANY);

        batch().grantAll();

        assertThat(done(answer)).isInstanceOf(ClaimOutcome.Granted.class);
    }

    @Test
    void gathersWhatArrivesWhileABatchIsInFlightIntoTheNextInTheOrderOfArrival() throws Exception {
        ClaimLedger ledger = ledger(10, 10, 4);
        Future<ClaimOutcome> first = ledger.claim(FIRST, new MemberId("a"), ANY);
        Pending running = batch();
        Future<ClaimOutcome> second = ledger.claim(FIRST, new MemberId("b"), ANY);
        Future<ClaimOutcome> third = ledger.claim(FIRST, new MemberId("c"), ANY);
        running.grantAll();

        Pending next = batch();

        assertThat(next.members()).containsExactly("b", "c");
        next.grantAll();
        assertThat(List.of(done(first), done(second), done(third)))
                .allMatch(outcome -> outcome instanceof ClaimOutcome.Granted);
    }

    @Test
    void eachClaimOfABatchHasASecretAndAKeyOfItsOwn() throws Exception {
        ClaimLedger ledger = ledger(200, 200, 4);
        List<Future<ClaimOutcome>> answers = new ArrayList<>();
        answers.add(ledger.claim(FIRST, new MemberId("first"), ANY));
        Pending running = batch();
        for (int i = 0; i < 100; i++) {
            answers.add(ledger.claim(FIRST, new MemberId("m-" + i), ANY));
        }
        running.grantAll();

        Pending next = batch();

        assertThat(next.claims()).hasSize(100);
        assertThat(next.claims().stream().map(Claim::secret)).doesNotHaveDuplicates();
        assertThat(next.claims().stream().map(Claim::key)).doesNotHaveDuplicates();
        next.grantAll();
        assertThat(done(Future.all(answers)).size()).isEqualTo(101);
    }

    @Test
    void whoArrivesBehindABatchWakesNobodyAndIsInTheNext() throws Exception {
        Executor context = ClaimLedger.executor(vertx.getOrCreateContext());
        AtomicInteger woken = new AtomicInteger();
        List<Duration> pauses = new CopyOnWriteArrayList<>();
        ClaimLedger ledger = ledger(
                Parts.limits(100, 50, 1),
                work -> {
                    woken.incrementAndGet();
                    context.execute(work);
                },
                pause -> {
                    pauses.add(pause);
                    return Promise.<Void>promise().future(); // it is never over
                });
        Future<ClaimOutcome> first = ledger.claim(FIRST, new MemberId("first"), ANY);
        Pending running = batch();
        int before = woken.get();

        List<Future<ClaimOutcome>> behind = IntStream.range(0, 20)
                .mapToObj(member -> ledger.claim(FIRST, new MemberId("m-" + member), ANY))
                .toList();

        assertThat(woken).hasValue(before);
        assertThat(pauses).as("one more than the sweep's").hasSizeLessThanOrEqualTo(2);
        running.grantAll();
        Pending next = batch();
        assertThat(next.members()).hasSize(20);
        next.grantAll();
        assertThat(done(Future.all(behind)).size()).isEqualTo(20);
        assertThat(done(first)).isInstanceOf(ClaimOutcome.Granted.class);
    }

    @Test
    void whoArrivesBehindAnotherOpeningsBatchIsDecidedAtOnce() throws Exception {
        ClaimLedger ledger = ledger(
                Parts.limits(100, 50, 2),
                ClaimLedger.executor(vertx.getOrCreateContext()),
                pause -> Promise.<Void>promise().future());
        Future<ClaimOutcome> first = ledger.claim(FIRST, new MemberId("a"), ANY);
        Pending running = batch();

        Future<ClaimOutcome> second = ledger.claim(SECOND, new MemberId("a"), ANY);
        batch().grantAll();

        assertThat(done(second)).isInstanceOf(ClaimOutcome.Granted.class);
        running.grantAll();
        assertThat(done(first)).isInstanceOf(ClaimOutcome.Granted.class);
    }

    @Test
    void neverHasTwoBatchesOfOneOpeningInFlightButLetsOpeningsGoSideBySide() throws Exception {
        ClaimLedger ledger = ledger(10, 1, 4);
        List<Future<ClaimOutcome>> answers = List.of(
                ledger.claim(FIRST, new MemberId("a"), ANY),
                ledger.claim(FIRST, new MemberId("b"), ANY),
                ledger.claim(SECOND, new MemberId("c"), ANY));

        Pending one = batch();
        Pending other = batch();

        assertThat(List.of(one.opening(), other.opening())).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(batches).isEmpty();
        one.grantAll();
        other.grantAll();
        batch().grantAll();
        assertThat(done(Future.all(answers)).size()).isEqualTo(3);
    }

    @Test
    void letsOpeningsTakeTurnsWhenAllSlotsAreTaken() throws Exception {
        ClaimLedger ledger = ledger(10, 1, 1);
        List<Future<ClaimOutcome>> answers = List.of(
                ledger.claim(FIRST, new MemberId("a"), ANY),
                ledger.claim(FIRST, new MemberId("b"), ANY),
                ledger.claim(SECOND, new MemberId("c"), ANY));

        Pending one = batch();
        one.grantAll();
        Pending two = batch();
        two.grantAll();
        Pending three = batch();
        three.grantAll();

        assertThat(List.of(one.opening(), two.opening(), three.opening())).containsExactly(FIRST, SECOND, FIRST);
        assertThat(done(Future.all(answers)).size()).isEqualTo(3);
    }

    @Test
    void answersASecondClickWithTheSameTicketAsAlreadyHeld() throws Exception {
        ClaimLedger ledger = ledger(10, 10, 1);
        Future<ClaimOutcome> blocker = ledger.claim(FIRST, new MemberId("z"), ANY);
        Pending running = batch();
        Future<ClaimOutcome> click = ledger.claim(FIRST, new MemberId("a"), ANY);
        Future<ClaimOutcome> secondClick = ledger.claim(FIRST, new MemberId("a"), ANY);
        running.grantAll();

        Pending next = batch();
        next.grantAll();

        assertThat(next.members()).containsExactly("a");
        ClaimOutcome.Granted granted = (ClaimOutcome.Granted) done(click);
        assertThat(done(secondClick)).isEqualTo(new ClaimOutcome.AlreadyHeld(new HeldTicket(granted.ticket())));
        assertThat(done(blocker)).isInstanceOf(ClaimOutcome.Granted.class);
    }

    @Test
    void defersWhatDoesNotFitWithoutAskingTheDatabase() throws Exception {
        ClaimLedger ledger = ledger(1, 10, 1);
        Future<ClaimOutcome> fits = ledger.claim(FIRST, new MemberId("a"), ANY);
        Future<ClaimOutcome> tooMany = ledger.claim(FIRST, new MemberId("b"), ANY);

        assertThat(tooMany.result()).isInstanceOf(ClaimOutcome.Deferred.class);
        Pending batch = batch();
        assertThat(batch.members()).containsExactly("a");
        batch.grantAll();
        assertThat(done(fits)).isInstanceOf(ClaimOutcome.Granted.class);
        assertThat(ledger.unanswered()).isZero();
    }

    @Test
    void underOverloadDefersAtOnceWhoWouldWaitInVainAndNobodyOfAnotherOpening() throws Exception {
        ClaimLedger ledger = ledger(100, 2, 2);
        List<Future<ClaimOutcome>> crowd = IntStream.range(0, 40)
                .mapToObj(member -> ledger.claim(FIRST, new MemberId("m-" + member), ANY))
                .toList();
        Pending running = batch();
        for (int slow = 0; slow < 4; slow++) { // five claims a second: ten may wait
            nanos.addAndGet(Duration.ofMillis(400).toNanos());
            running.grantAll();
            running = batch();
        }

        Future<ClaimOutcome> late = ledger.claim(FIRST, new MemberId("late"), ANY);
        Future<ClaimOutcome> other = ledger.claim(SECOND, new MemberId("late"), ANY);

        assertThat(done(late)).isInstanceOf(ClaimOutcome.Deferred.class);
        assertThat(crowd.get(20).isComplete()).as("who is in waits").isFalse();
        batch().grantAll();
        assertThat(done(other)).isInstanceOf(ClaimOutcome.Granted.class);
    }

    @Test
    void defersWhoHasWaitedPastTheirPatienceAndNeverWritesTheirClaim() throws Exception {
        ClaimLedger ledger = ledger(10, 10, 1);
        Future<ClaimOutcome> running = ledger.claim(FIRST, new MemberId("a"), ANY);
        Pending batch = batch();
        Future<ClaimOutcome> late = ledger.claim(FIRST, new MemberId("b"), ANY);
        nanos.addAndGet(Duration.ofMillis(4_500).toNanos());

        assertThat(done(late)).isInstanceOf(ClaimOutcome.Deferred.class);
        batch.grantAll();
        assertThat(done(running)).isInstanceOf(ClaimOutcome.Granted.class);
        assertThat(batches).isEmpty();
    }

    @Test
    void answersBusyInTimeWhileABatchHangsAndNeverLetsItCommitAfterThat() throws Exception {
        ClaimLedger ledger = ledger(10, 10, 1);
        Future<ClaimOutcome> hanging = ledger.claim(FIRST, new MemberId("a"), ANY);
        Pending batch = batch();
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());

        assertThat(done(hanging)).isInstanceOf(ClaimOutcome.Deferred.class);
        assertThat(batch.flight().awaited()).isEmpty();
        assertThat(GateProbe.commits(batch.gate())).isFalse();
    }

    @Test
    void leavesTheTruthOpenInTimeWhileACommitHangs() throws Exception {
        ClaimLedger ledger = ledger(10, 10, 1);
        Future<ClaimOutcome> hanging = ledger.claim(FIRST, new MemberId("a"), ANY);
        Pending batch = batch();
        assertThat(GateProbe.commits(batch.gate())).isTrue();
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());

        assertThat(done(hanging)).isInstanceOf(ClaimOutcome.Undetermined.class);
    }

    @Test
    void letsTheOthersOfAHangingBatchGoOn() throws Exception {
        ClaimLedger ledger = ledger(10, 10, 1);
        Future<ClaimOutcome> blocker = ledger.claim(FIRST, new MemberId("z"), ANY);
        Pending running = batch();
        Future<ClaimOutcome> old = ledger.claim(FIRST, new MemberId("a"), ANY);
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        Future<ClaimOutcome> young = ledger.claim(FIRST, new MemberId("b"), ANY);
        running.grantAll();
        Pending batch = batch();
        assertThat(batch.members()).containsExactly("a", "b");
        nanos.addAndGet(Duration.ofMillis(2_500).toNanos());

        assertThat(done(old)).isInstanceOf(ClaimOutcome.Undetermined.class);
        assertThat(young.isComplete()).isFalse();
        assertThat(GateProbe.commits(batch.gate())).isTrue();
        assertThat(batch.flight().awaited().stream().map(claim -> claim.member().value()))
                .containsExactly("b");
        batch.grantAll();
        assertThat(done(young)).isInstanceOf(ClaimOutcome.Granted.class);
        assertThat(done(blocker)).isInstanceOf(ClaimOutcome.Granted.class);
    }

    @Test
    void drainsByAnsweringWhatItAcceptedAndDeferringWhatIsNew() throws Exception {
        ClaimLedger ledger = ledger(10, 10, 1);
        Future<ClaimOutcome> accepted = ledger.claim(FIRST, new MemberId("a"), ANY);
        Pending batch = batch();

        Future<Void> drained = ledger.drain(vertx, Duration.ofSeconds(60));
        Future<ClaimOutcome> tooLate = ledger.claim(FIRST, new MemberId("b"), ANY);

        assertThat(tooLate.result()).isInstanceOf(ClaimOutcome.Deferred.class);
        assertThat(drained.isComplete()).isFalse();
        batch.grantAll();
        assertThat(done(accepted)).isInstanceOf(ClaimOutcome.Granted.class);
        assertThat(done(drained)).isNull();
    }

    @Test
    void leavesTheTruthOpenWhenTheDeciderBreaksItsWord() throws Exception {
        Future<ClaimOutcome> answer = ledger(10, 10, 1).claim(FIRST, new MemberId("a"), ANY);

        batch().decision().fail("broken");

        assertThat(done(answer)).isInstanceOf(ClaimOutcome.Undetermined.class);
    }

    private ClaimLedger ledger(int queuedMax, int batchSizeMax, int batchesInFlightMax) {
        return ledger(
                Parts.limits(queuedMax, batchSizeMax, batchesInFlightMax),
                ClaimLedger.executor(vertx.getOrCreateContext()),
                Pause.on(vertx));
    }

    private ClaimLedger ledger(ClaimLimits limits, Executor context, Pause pause) {
        BatchDecider decider = flight -> {
            Promise<Void> decision = Promise.promise();
            batches.add(new Pending(flight, flight.awaited(), flight.nextAttempt(), decision));
            return decision.future();
        };
        return new ClaimLedger(context, decider, facts, limits, observer, nanos::get, pause, new Randomness());
    }

    private Pending batch() throws InterruptedException {
        Pending batch = batches.poll(10, TimeUnit.SECONDS);
        assertThat(batch).as("a batch").isNotNull();
        return batch;
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
