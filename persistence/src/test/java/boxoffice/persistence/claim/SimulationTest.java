package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.claim.ModelDatabase.Guards;
import boxoffice.persistence.claim.Simulation.Engine;
import boxoffice.persistence.faults.Breach;
import boxoffice.persistence.faults.FaultTable;
import boxoffice.persistence.pool.CommitGate;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * F27: thousands of runs of the claim engine under mixed faults, each repeatable by its seed
 * ({@code -Dboxoffice.faults.seed=}), {@code boxoffice.faults.simulations} of them; and the engine's mutants, each of
 * which must be found.
 */
class SimulationTest {

    private static final int RUNS = Integer.getInteger("boxoffice.faults.simulations", 1_000);
    /** Ends while claims are still waited for, just after the attempt on its way was given up. */
    private static final Duration SHORT = ClaimLimits.DEFAULT.attemptMax().plusMillis(50);

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final int MUTANT_RUNS = 20;
    private static final int CAUGHT_MIN = 19;
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration ANSWERED_WITHIN = Duration.ofMillis(5_500);

    @Test
    void noRunBreaksAPromise() {
        Map<String, Long> figures = new LinkedHashMap<>();
        long start = System.nanoTime();
        seeds().forEach(seed -> {
            Simulation simulation = new Simulation(seed, mixed(seed), Engine.STANDARD, PATIENT);
            assertThat(simulation.run(ANSWERED_WITHIN)).as("seed %d", seed).isEmpty();
            assertThat(simulation.history.unserved())
                    .as("seed %d: members without a final answer", seed)
                    .isZero();
            figures.merge("unknown outcomes", (long) simulation.counts.attempts(AttemptResult.UNKNOWN), Long::sum);
            figures.merge(
                    "silent rollbacks met",
                    (long) simulation.counts.attempts(AttemptResult.ROLLED_BACK_SILENTLY),
                    Long::sum);
            figures.merge("not committed", (long) simulation.counts.attempts(AttemptResult.NOT_COMMITTED), Long::sum);
            figures.merge("slowest answer ms", simulation.history.waitMillis(1), Math::max);
        });
        figures.put("seconds", (System.nanoTime() - start) / 1_000_000_000);
        FaultTable.add("F27", "simulation, " + RUNS + " seeds", 1, figures);
        assertThat(figures.get("unknown outcomes")).isPositive();
        assertThat(figures.get("silent rollbacks met")).isPositive();
    }

    @Test
    void theSameSeedIsTheSameRun() {
        List<List<String>> runs = LongStream.of(7, 7, 8)
                .mapToObj(seed -> {
                    Simulation simulation = new Simulation(seed, mixed(seed), Engine.STANDARD, PATIENT);
                    assertThat(simulation.run(ANSWERED_WITHIN)).isEmpty();
                    return simulation.history.lines();
                })
                .toList();

        assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2));
    }

    @Test
    void withoutTheGuardsOfTheTablesAndTheLockMoreThanTheQuotaIsSold() {
        Engine mutant = engine(new Guards(false, false, false, true, true));

        assertThat(caught("no lock, no unique keys", seed -> breaches(seed, ModelTrouble.NONE, mutant)))
                .isGreaterThanOrEqualTo(CAUGHT_MIN);
    }

    @Test
    void withoutTheReadBackASilentRollbackLosesAcknowledgedTickets() {
        Engine mutant = engine(new Guards(true, true, true, false, true));

        assertThat(caught("no read-back, F4", seed -> breaches(seed, ModelTrouble.NONE.withRolledBack(0.25), mutant)))
                .isGreaterThanOrEqualTo(CAUGHT_MIN);
    }

    @Test
    void anAcknowledgementBeforeCommitLosesTickets() {
        Engine mutant = new Engine(Guards.ALL, EarlyAcknowledgement::new, (database, transaction) -> transaction);

        assertThat(caught(
                        "acknowledged before COMMIT, F2",
                        seed -> breaches(seed, ModelTrouble.NONE.withCommits(0.4, 0), mutant)))
                .isGreaterThanOrEqualTo(CAUGHT_MIN);
    }

    @Test
    void anAsynchronousPromotionLosesAcknowledgedTickets() {
        assertThat(caught(
                        "asynchronous promotion, F6",
                        seed -> breaches(
                                seed,
                                ModelTrouble.NONE.withKill(Duration.ofMillis(250), Duration.ofMillis(300), 3),
                                Engine.STANDARD)))
                .isGreaterThanOrEqualTo(CAUGHT_MIN);
    }

    @Test
    void aPlainReadOrACommitThatNobodyWaitsForMakesUntrueWhatWasTold() {
        Engine mutant = new Engine(Guards.ALL, same -> same, PlainResolution::new);

        assertThat(caught("plain SELECT, F8", seed -> standsStillAtACommit(seed, mutant, SHORT)))
                .isGreaterThanOrEqualTo(CAUGHT_MIN);
        Engine withoutGate = engine(new Guards(true, true, true, true, false));
        assertThat(caught("no commit gate, F8", seed -> standsStillAtACommit(seed, withoutGate, LONG)))
                .isGreaterThanOrEqualTo(CAUGHT_MIN);
        assertThat(caught("locking re-run, F8", seed -> standsStillAtACommit(seed, Engine.STANDARD, SHORT)))
                .isZero();
        assertThat(caught("locking re-run, F8", seed -> standsStillAtACommit(seed, Engine.STANDARD, LONG)))
                .isZero();
    }

    /** Members ask once, so what they were told stays. Stops until one of many moments meets a COMMIT on its way. */
    private static List<Breach> standsStillAtACommit(long seed, Engine engine, Duration stop) {
        for (int moment = 0; moment < 40; moment++) {
            Duration at = Duration.ofMillis(20 + 7L * moment + seed % 7);
            ModelTrouble trouble = ModelTrouble.NONE.withStop(at, stop);
            Simulation simulation = new Simulation(seed, trouble, engine, Duration.ZERO);
            List<Breach> breaches = simulation.run(Duration.ofMinutes(1));
            if (!breaches.isEmpty()) {
                return breaches;
            }
        }
        return List.of();
    }

    private static List<Breach> breaches(long seed, ModelTrouble trouble, Engine engine) {
        return new Simulation(seed, trouble, engine, PATIENT).run(Duration.ofMinutes(1));
    }

    private static int caught(String mutant, LongFunction<List<Breach>> run) {
        int caught = 0;
        String example = "";
        for (long seed = 1; seed <= MUTANT_RUNS; seed++) {
            List<Breach> breaches = run.apply(seed);
            caught += breaches.isEmpty() ? 0 : 1;
            example = breaches.isEmpty() ? example : breaches.get(0).toString();
        }
        System.out.printf("simulation: %s: caught in %d of %d runs, e.g. %s%n", mutant, caught, MUTANT_RUNS, example);
        return caught;
    }

    private static Engine engine(Guards guards) {
        return new Engine(guards, same -> same, (database, transaction) -> transaction);
    }

    private static LongStream seeds() {
        String one = System.getProperty("boxoffice.faults.seed", "");
        return one.isEmpty() ? LongStream.rangeClosed(1, RUNS) : LongStream.of(Long.parseLong(one));
    }

    /** F1 to F8, some of them at a time. */
    private static ModelTrouble mixed(long seed) {
        Random random = new Random(seed * 31);
        ModelTrouble trouble = ModelTrouble.NONE
                .withCommits(random.nextDouble() * 0.3, random.nextDouble() * 0.3)
                .withCut(random.nextBoolean() ? random.nextDouble() * 0.1 : 0)
                .withRolledBack(random.nextBoolean() ? random.nextDouble() * 0.1 : 0);
        Duration at = Duration.ofMillis(1 + random.nextInt(400));
        return switch (random.nextInt(4)) {
            case 0 -> trouble.withKill(at, Duration.ofMillis(100 + random.nextInt(2_000)), 0);
            case 1 -> trouble.withDemotion(at);
            case 2 -> trouble.withStop(at, Duration.ofMillis(100 + random.nextInt(9_000)));
            default -> trouble;
        };
    }

    /** Tells the members while COMMIT is still on its way. */
    private record EarlyAcknowledgement(ClaimDatabase database) implements ClaimDatabase {

        @Override
        public <T> Future<T> session(CommitGate gate, Function<Session, Future<T>> work) {
            return database.session(gate, session -> work.apply(new Early(session)));
        }
    }

    private record Early(ClaimDatabase.Session session) implements ClaimDatabase.Session {

        @Override
        public Future<Optional<LockedOpening>> lockedFacts(
                OpeningId opening, List<Claim> claims, Predicate<MemberId> asked, boolean repeated) {
            return session.lockedFacts(opening, claims, asked, repeated);
        }

        @Override
        public Future<LockedOpening> withAllHolders(LockedOpening locked, List<Claim> claims) {
            return session.withAllHolders(locked, claims);
        }

        @Override
        public ClaimDatabase.Writes writes(LockedOpening locked, Decision decision) {
            return new EarlyWrites(session.writes(locked, decision));
        }

        @Override
        public Future<Void> rollback() {
            return session.rollback();
        }
    }

    private record EarlyWrites(ClaimDatabase.Writes writes) implements ClaimDatabase.Writes {

        @Override
        public Future<Void> store() {
            return writes.store();
        }

        @Override
        public Future<Boolean> commit() {
            return writes.commit().transform(late -> Future.succeededFuture(true));
        }
    }

    /** Looks an unanswered COMMIT up, instead of waiting for its lock. */
    private record PlainResolution(ModelDatabase database, BatchTransaction transaction) implements BatchTransaction {

        @Override
        public Future<Attempt> attempt(OpeningId opening, List<Claim> claims, boolean first, CommitGate gate) {
            return transaction
                    .attempt(opening, claims, first, gate)
                    .compose(attempt -> attempt instanceof Attempt.Unknown
                            ? database.plainRead().map(there -> found(claims, there, attempt))
                            : Future.succeededFuture(attempt));
        }

        private static Attempt found(List<Claim> claims, List<Ticket> there, Attempt unknown) {
            boolean stored = there.stream().anyMatch(ticket -> claims.stream()
                    .anyMatch(claim -> claim.key().equals(ticket.id().key())));
            return stored ? unknown : new Attempt.NotCommitted(new IllegalStateException("it is not there"), false);
        }
    }
}
