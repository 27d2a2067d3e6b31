package boxoffice.persistence.claim;

import static boxoffice.persistence.claim.Parts.OPENING;
import static boxoffice.persistence.claim.Parts.claim;
import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.pool.GateProbe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryingDeciderTest {

    private final Exception lost = new IllegalStateException("connection lost");

    private final Vertx vertx = Vertx.vertx();
    private final RecordingObserver observer = new RecordingObserver();
    private final Deque<Attempt> script = new ArrayDeque<>();
    private final List<List<Claim>> asked = new ArrayList<>();
    private final List<Boolean> firsts = new ArrayList<>();
    private final Claim claim = claim("a");

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void repeatsABatchThatWasNotCommitted() throws Exception {
        script.add(new Attempt.NotCommitted(lost, true));
        script.add(decided());

        assertThat(decide()).containsExactly(Parts.granted(claim, 1));
        assertThat(observer.attempts(AttemptResult.NOT_COMMITTED)).isEqualTo(1);
    }

    @Test
    void resolvesAnUnknownOutcomeByTheSameBatchWithTheSameKeys() throws Exception {
        script.add(new Attempt.Unknown(lost));
        script.add(decided());

        assertThat(decide()).containsExactly(Parts.granted(claim, 1));
        assertThat(asked).hasSize(2).allMatch(batch -> batch.equals(List.of(claim)));
    }

    @Test
    void repeatsAfterASilentRollback() throws Exception {
        script.add(new Attempt.RolledBackSilently());
        script.add(decided());

        assertThat(decide()).containsExactly(Parts.granted(claim, 1));
        assertThat(observer.attempts(AttemptResult.ROLLED_BACK_SILENTLY)).isEqualTo(1);
    }

    @Test
    void asksAboutEverybodyInEveryRepetitionBecauseTheFirstAttemptMayHaveStored() throws Exception {
        script.add(new Attempt.HolderMet());
        script.add(new Attempt.Unknown(lost));
        script.add(decided());

        assertThat(decide()).containsExactly(Parts.granted(claim, 1));
        assertThat(firsts).containsExactly(true, false, false);
        assertThat(observer.attempts(AttemptResult.HOLDER_MET)).isEqualTo(1);
    }

    @Test
    void repeatsWhatWasHeldBackAsIfItHadNotBeenTried() throws Exception {
        script.add(new Attempt.HeldBack(Duration.ofMillis(1)));
        script.add(decided());

        assertThat(decide()).containsExactly(Parts.granted(claim, 1));
        assertThat(firsts).containsExactly(true, true);
        assertThat(observer.attempts(AttemptResult.HELD_BACK)).isEqualTo(1);
    }

    @Test
    void endsWhenNobodyWaitsAnyMore() throws Exception {
        script.add(new Attempt.NotCommitted(lost, true));
        script.add(new Attempt.NotCommitted(lost, true));
        leavesAfter = 2;

        assertThat(decide()).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void tellsWhoLeavesThatItIsOpenAfterOneUnansweredCommit() throws Exception {
        script.add(new Attempt.Unknown(lost));
        script.add(new Attempt.NotCommitted(lost, true));
        leavesAfter = 2;

        assertThat(decide()).isEmpty();
        assertThat(left).isInstanceOf(ClaimOutcome.Undetermined.class);
    }

    @Test
    void givesUpAnAttemptThatHangsAndRepeatsTheBatchBecauseItsCommitWasNotSent() throws Exception {
        script.add(HANGS);
        script.add(decided());

        assertThat(decide()).containsExactly(Parts.granted(claim, 1));
        assertThat(observer.attempts(AttemptResult.NOT_COMMITTED)).isEqualTo(1);
    }

    @Test
    void doesNotRepeatWhatCanNeverSucceed() throws Exception {
        script.add(new Attempt.NotCommitted(lost, false));

        assertThat(decide()).containsExactly(new ClaimOutcome.Deferred());
        assertThat(asked).hasSize(1);
    }

    private static final Attempt HANGS = new Attempt.RolledBackSilently(); // recognised as this one instance

    private int leavesAfter = Integer.MAX_VALUE;
    private @Nullable ClaimOutcome left;

    private Attempt decided() {
        return new Attempt.Decided(List.of(Parts.granted(claim, 1)));
    }

    private List<ClaimOutcome> decide() throws Exception {
        Waiting waiting = new Waiting(
                OPENING, claim.member(), claim.choice(), null, Thread.currentThread(), Promise.promise(), 0);
        Flight flight =
                new Flight(OPENING, List.of(new ClaimBatcher.Entry(waiting, new ArrayList<>())), List.of(claim));
        RetryingDecider decider = new RetryingDecider(
                (opening, claims, first, gate) -> {
                    asked.add(claims);
                    firsts.add(first);
                    if (asked.size() == leavesAfter) {
                        left = flight.removeArrivedBefore(1, new ArrayList<>());
                    }
                    Attempt next = script.remove();
                    return next == HANGS
                            ? GateProbe.<Attempt>hanging(gate)
                                    .otherwise(failure -> new Attempt.NotCommitted(failure, true))
                            : Future.succeededFuture(next);
                },
                Duration.ofMillis(100),
                observer,
                Pause.on(vertx),
                new SplittableRandom());
        decider.decide(flight).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        List<ClaimOutcome> told = new ArrayList<>();
        flight.land((who, outcome) -> told.add(outcome));
        return told;
    }
}
