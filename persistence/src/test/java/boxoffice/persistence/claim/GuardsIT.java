package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.domain.claim.Allocation;
import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome.Granted;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.claim.Stock;
import boxoffice.domain.opening.Quota;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.faults.FaultProxy;
import boxoffice.persistence.faults.Injected;
import boxoffice.persistence.pool.CommitGate;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.testing.ScratchDatabase;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Takes each guard of the claim transaction away and looks whether the checks notice, twenty times each. A check that
 * cannot fail would prove nothing. The mutants live in a database of their own, whose unique keys can be dropped.
 */
class GuardsIT {

    private static final int RUNS = 20;
    private static final int BEFORE_COMPARE_AND_SET = 3; // behind the lock and the insert
    private static final BiFunction<List<Claim>, LedgerFacts, Decision> RULE = Allocation::decide;

    private static Vertx vertx;
    private static ScratchDatabase scratch;
    private static DatabaseEndpoint mutants;

    @BeforeAll
    static void open() throws SQLException {
        vertx = Vertx.vertx();
        scratch = new ScratchDatabase(TestDatabase.shared(), "boxoffice_mutants");
        mutants = scratch.endpoint();
    }

    @AfterAll
    static void close() throws Exception {
        Object unused = vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        scratch.close();
    }

    @Test
    void withAllGuardsNoRunHasAFault() throws Exception {
        assertThat(caught("all guards on", run -> rush(ClaimStatements.STANDARD, RULE, run)))
                .isZero();
    }

    @Test
    void withoutTheLockInstancesRunIntoEachOther() throws Exception {
        ClaimStatements unlocked =
                Mutants.withLock(ClaimStatements.STANDARD.lock().replace(" FOR UPDATE", ""));

        assertThat(caught("no lock", run -> rush(unlocked, RULE, run))).isGreaterThanOrEqualTo(19);
    }

    @Test
    void withARuleThatForgetsTheQuotaTheTablesStillRefuseAndMembersGetNoAnswer() throws Exception {
        BiFunction<List<Claim>, LedgerFacts, Decision> generous =
                (claims, facts) -> Allocation.decide(claims, withQuotasTwiceAsLarge(facts));

        assertThat(caught("a rule without a quota", run -> rushOfOne(generous))).isEqualTo(RUNS);
    }

    @Test
    void withoutUniqueKeysAndLockNumbersAndMembersAreDoubled() throws Exception {
        Sql sql = Sql.on(mutants);
        sql.run("ALTER TABLE ticket DROP PRIMARY KEY, ADD KEY numbers (quota_id, number)");
        sql.run("ALTER TABLE ticket DROP KEY one_ticket, ADD KEY tickets (member_id, opening_id)");
        ClaimStatements bare = new ClaimStatements(
                ClaimStatements.STANDARD.lock().replace(" FOR UPDATE", ""),
                ClaimStatements.STANDARD.holders(),
                ClaimStatements.STANDARD.freed(),
                ClaimStatements.STANDARD.insert(),
                ClaimStatements.STANDARD.takeFreed(),
                Mutants.withoutComparison(),
                ClaimStatements.STANDARD.readBack());
        try {
            assertThat(caught("no unique keys, no lock, no compare-and-set", run -> rush(bare, RULE, run)))
                    .isGreaterThanOrEqualTo(19);
        } finally {
            sql.run("DELETE FROM ticket");
            sql.run("ALTER TABLE ticket DROP KEY numbers, ADD PRIMARY KEY (quota_id, number)");
            sql.run("ALTER TABLE ticket DROP KEY tickets, ADD UNIQUE KEY one_ticket (member_id, opening_id)");
        }
    }

    @Test
    void theUniqueKeysAloneStopAWriterThatAsksNobody() throws Exception {
        Sql sql = Sql.on(mutants);
        TestOpening opening = new TestOpenings(sql).open(5);
        foreignTicket(sql, opening, "a", 1);

        assertThatThrownBy(() -> foreignTicket(sql, opening, "b", 1)).hasMessageContaining("PRIMARY");
        assertThatThrownBy(() -> foreignTicket(sql, opening, "a", 2)).hasMessageContaining("one_ticket");
        assertThatThrownBy(() -> sql.run(
                        "UPDATE quota SET issued = 6, highest_number = 6 WHERE id = ?",
                        opening.quotas().get(0).value()))
                .hasMessageContaining("never_oversold");
    }

    @Test
    void withoutTheUniqueKeysAForeignWriterIsNotStopped() throws Exception {
        Sql sql = Sql.on(mutants);
        sql.run("ALTER TABLE ticket DROP PRIMARY KEY");
        try {
            TestOpenings openings = new TestOpenings(sql);
            assertThat(caught("no unique key, a foreign writer", run -> {
                        TestOpening opening = openings.open(5);
                        foreignTicket(sql, opening, "a", 1);
                        foreignTicket(sql, opening, "b", 1);
                        return openings.faults(opening.id());
                    }))
                    .isEqualTo(RUNS);
        } finally {
            sql.run("DELETE FROM ticket");
            sql.run("ALTER TABLE ticket ADD PRIMARY KEY (quota_id, number)");
        }
    }

    @Test
    void withTheCompareAndSetARollbackAfterTheInsertHarmsNothing() throws Exception {
        assertThat(caught(
                        "compare-and-set on, rolled back before it",
                        run -> rolledBack(ClaimStatements.STANDARD, BEFORE_COMPARE_AND_SET)))
                .isZero();
    }

    @Test
    void withoutTheCompareAndSetARollbackAfterTheInsertMovesTheCounterAlone() throws Exception {
        ClaimStatements mutant = Mutants.withCompareAndSet(Mutants.withoutComparison());

        assertThat(caught(
                        "no compare-and-set, rolled back before it", run -> rolledBack(mutant, BEFORE_COMPARE_AND_SET)))
                .isEqualTo(RUNS);
    }

    @Test
    void withTheReadBackARollbackBeforeCommitLosesNoAcknowledgedTicket() throws Exception {
        assertThat(caught(
                        "read-back on, rolled back before COMMIT",
                        run -> rolledBack(ClaimStatements.STANDARD, FaultProxy.COMMIT)))
                .isZero();
    }

    @Test
    void withoutTheReadBackARollbackBeforeCommitLosesAcknowledgedTickets() throws Exception {
        ClaimStatements mutant = Mutants.withReadBack("SELECT 1 WHERE 0 <= ? AND 0 <= ? AND LENGTH(?) > 0");

        assertThat(caught("no read-back, rolled back before COMMIT", run -> rolledBack(mutant, FaultProxy.COMMIT)))
                .isEqualTo(RUNS);
    }

    /** What one run of a scenario finds wrong. */
    private interface Scenario {

        List<String> faults(int run) throws Exception;
    }

    private static int caught(String guards, Scenario scenario) throws Exception {
        int caught = 0;
        String example = "";
        for (int run = 0; run < RUNS; run++) {
            List<String> faults = scenario.faults(run);
            caught += faults.isEmpty() ? 0 : 1;
            example = faults.isEmpty() ? example : faults.get(0);
        }
        System.out.printf(
                "guards: %s: a fault found in %d of %d runs%s%n",
                guards, caught, RUNS, example.isEmpty() ? "" : ", e.g. " + example);
        return caught;
    }

    /**
     * Three instances at once; a conflict between them counts as a fault, since the lock is there to make them rare.
     */
    private static List<String> rush(
            ClaimStatements statements, BiFunction<List<Claim>, LedgerFacts, Decision> rule, int seed)
            throws Exception {
        Sql sql = Sql.on(mutants);
        TestOpening opening = new TestOpenings(sql).open(60);
        List<Instance> instances = IntStream.range(0, 3)
                .mapToObj(i -> new Instance(vertx, mutants, statements, rule))
                .toList();
        try {
            List<String> faults = new ArrayList<>(new Rush(instances, opening, 240, seed).faults(sql, opening));
            int conflicts = instances.stream()
                    .mapToInt(instance -> instance.observer.attempts(AttemptResult.NOT_COMMITTED))
                    .sum();
            if (conflicts > 0) {
                faults.add(conflicts + " batches in conflict");
            }
            return faults;
        } finally {
            instances.forEach(Instance::close);
        }
    }

    /** One batch is enough: what the rule gives too much, the tables refuse, as often as it is tried. */
    private static List<String> rushOfOne(BiFunction<List<Claim>, LedgerFacts, Decision> rule) throws Exception {
        TestOpening opening = new TestOpenings(Sql.on(mutants)).open(3);
        List<Claim> claims =
                IntStream.range(0, 5).mapToObj(i -> Parts.claim("m" + i)).toList();
        try (Instance instance = new Instance(vertx, mutants, ClaimStatements.STANDARD, rule)) {
            Attempt attempt = instance.transaction
                    .attempt(opening.id(), claims, true, new CommitGate())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertThat(new TestOpenings(Sql.on(mutants)).faults(opening.id())).isEmpty();
            return attempt instanceof Attempt.Decided ? List.of() : List.of(attempt.toString());
        }
    }

    /** The first transaction is rolled back silently at that place; afterwards acknowledged and stored must agree. */
    private static List<String> rolledBack(ClaimStatements statements, int place) throws Exception {
        Sql sql = Sql.on(mutants);
        TestOpening opening = new TestOpenings(sql).open(10);
        AtomicInteger left = new AtomicInteger();
        IntPredicate once = at -> at == place && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        try (FaultProxy proxy = FaultProxy.rollingBack(vertx, mutants, once);
                Instance instance = new Instance(vertx, proxy.endpoint(), statements, RULE)) {
            left.set(1); // not while the instance looks for the writer
            Rush rush = new Rush(List.of(instance), opening, 5, 1);
            assertThat(proxy.count(Injected.ROLLED_BACK)).isEqualTo(1);
            assertThat(rush.count(Granted.class)).isEqualTo(5);
            return rush.faults(sql, opening);
        }
    }

    private static void foreignTicket(Sql sql, TestOpening opening, String member, int number) throws SQLException {
        sql.run(
                "INSERT INTO ticket (opening_id, member_id, quota_id, number, ticket_key, code, claimed_at) "
                        + "VALUES (?, ?, ?, ?, UNHEX(LEFT(SHA2(RAND(), 256), 32)), 'AAAA-AAAA-AAAA-AAAA', UTC_TIMESTAMP(6))",
                opening.id().value(),
                member,
                opening.quotas().get(0).value(),
                number);
    }

    private static LedgerFacts withQuotasTwiceAsLarge(LedgerFacts facts) {
        List<Stock> stocks = facts.stocks().stream()
                .map(stock -> new Stock(
                        new Quota(
                                stock.quota().id(),
                                stock.quota().name(),
                                2 * stock.quota().size()),
                        stock.issued(),
                        stock.highestNumber(),
                        stock.freedNumbers()))
                .toList();
        return new LedgerFacts(facts.opening(), facts.window(), facts.now(), stocks, facts.held());
    }
}
