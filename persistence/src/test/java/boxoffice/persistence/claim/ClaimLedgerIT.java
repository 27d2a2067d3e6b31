package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.ClaimOutcome.AlreadyHeld;
import boxoffice.domain.claim.ClaimOutcome.Granted;
import boxoffice.domain.claim.ClaimOutcome.SoldOut;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.pool.CommitGate;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import boxoffice.persistence.ticket.RecentWrites;
import boxoffice.persistence.ticket.TicketReturns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClaimLedgerIT {

    private static TestDatabase database;
    private static TestOpenings openings;
    private static Vertx vertx;

    private final List<Instance> instances = new ArrayList<>();

    @BeforeAll
    static void open() {
        database = TestDatabase.shared();
        openings = new TestOpenings(database.writerSql());
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() throws Exception {
        Object unused = vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void closeInstances() {
        instances.forEach(Instance::close);
    }

    @Test
    void sellsExactlyTheQuotaToMoreMembersThanTickets() throws Exception {
        TestOpening opening = openings.open(500);

        Rush rush = new Rush(List.of(instance()), opening, 2_000, 1);

        assertThat(rush.faults(database.writerSql(), opening)).isEmpty();
        assertThat(rush.count(Granted.class)).isEqualTo(500);
        assertThat(openings.held(opening.id())).isEqualTo(500);
    }

    @Test
    void sellsExactlyTheQuotaThroughThreeInstancesWithoutAConflict() throws Exception {
        TestOpening opening = openings.open(500);
        List<Instance> three = List.of(instance(), instance(), instance());

        Rush rush = new Rush(three, opening, 2_000, 2);

        assertThat(rush.faults(database.writerSql(), opening)).isEmpty();
        assertThat(rush.count(Granted.class)).isEqualTo(500);
        assertThat(three).allSatisfy(instance -> assertThat(instance.observer.attempts(AttemptResult.NOT_COMMITTED))
                .isZero());
    }

    @Test
    void givesAMemberOneTicketWhicheverQuotasAreClicked() throws Exception {
        TestOpening opening = openings.open(200, 300);

        Rush rush = new Rush(List.of(instance(), instance()), opening, 1_500, 3);

        assertThat(rush.faults(database.writerSql(), opening)).isEmpty();
        assertThat(openings.held(opening.id())).isEqualTo(500);
    }

    @Test
    void keepsNeighbouringOpeningsApart() throws Exception {
        List<Instance> two = List.of(instance(), instance());
        List<TestOpening> several = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            several.add(openings.open(40));
        }
        for (TestOpening opening : several) {
            assertThat(new Rush(two, opening, 100, 4).faults(database.writerSql(), opening))
                    .isEmpty();
        }
        assertThat(two).allSatisfy(instance -> assertThat(instance.observer.attempts(AttemptResult.NOT_COMMITTED))
                .isZero());
    }

    @Test
    void findsItsOwnTicketsWhenABatchIsRepeatedWithTheSameKeys() throws Exception {
        TestOpening opening = openings.open(2);
        Instance instance = instance();
        List<Claim> batch = List.of(Parts.claim("a"), Parts.claim("b"), Parts.claim("c"));

        List<ClaimOutcome> first = attempt(instance, opening.id(), batch);
        List<ClaimOutcome> again = attempt(instance, opening.id(), batch);

        assertThat(again).isEqualTo(first);
        assertThat(first.get(0)).isInstanceOf(Granted.class);
        assertThat(first.get(2)).isInstanceOf(SoldOut.class);
        assertThat(openings.faults(opening.id())).isEmpty();
    }

    @Test
    void doesNotGrantAgainWhatWasGivenBackBeforeADoubtfulBatchWasRepeated() throws Exception {
        TestOpening opening = openings.open(2);
        Instance instance = instance();
        List<Claim> batch = List.of(Parts.claim("a"), Parts.claim("b"));
        List<ClaimOutcome> first = attempt(instance, opening.id(), batch);
        Ticket ticket = ((Granted) first.get(0)).ticket();
        giveBack(ticket);

        Attempt again = instance.transaction
                .attempt(opening.id(), batch, false, new CommitGate())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        List<ClaimOutcome> outcomes = ((Attempt.Decided) again).outcomes();
        assertThat(((Granted) outcomes.get(0)).ticket().id()).isEqualTo(ticket.id());
        assertThat(((Granted) outcomes.get(0)).ticket().number()).isEqualTo(ticket.number());
        assertThat(outcomes.get(1)).isEqualTo(first.get(1));
        assertThat(database.writerSql()
                        .number(
                                "SELECT COUNT(*) FROM ticket WHERE opening_id = ? AND member_id = 'a'",
                                opening.id().value()))
                .as("tickets of who gave theirs back")
                .isZero();
    }

    private static void giveBack(Ticket ticket) throws Exception {
        WriterPool writer = WriterPool.open(vertx, database.writer(), PoolSettings.writer(1), new SilentPool());
        TicketReturns returns = new TicketReturns(
                writer, new RecentWrites(), changed -> Future.succeededFuture(), Future::succeededFuture);
        TicketReturns.Result result = returns.giveBack(ticket.id(), ticket.member())
                .recover(cold -> returns.giveBack(ticket.id(), ticket.member()))
                .eventually(writer::close)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertThat(result).isEqualTo(TicketReturns.Result.GIVEN_BACK);
    }

    @Test
    void tellsAHolderTheSameTicketForEver() throws Exception {
        TestOpening opening = openings.open(1);
        Instance instance = instance();
        Ticket ticket = ((Granted) attempt(instance, opening.id(), List.of(Parts.claim("a")))
                        .get(0))
                .ticket();

        assertThat(attempt(instance, opening.id(), List.of(Parts.claim("b"), Parts.claim("a"))))
                .satisfiesExactly(b -> assertThat(b).isInstanceOf(SoldOut.class), a -> assertThat(a)
                        .isEqualTo(new AlreadyHeld(new HeldTicket(ticket))));
    }

    @Test
    void tellsAHolderWhoGotTheTicketElsewhereWithoutDoublingAnybody() throws Exception {
        TestOpening opening = openings.open(10);
        Ticket elsewhere = ((Granted) attempt(instance(), opening.id(), List.of(Parts.claim("a")))
                        .get(0))
                .ticket();
        Instance here = instance();

        List<ClaimOutcome> outcomes = done(List.of(
                here.ledger.claim(opening.id(), new MemberId("b"), new QuotaChoice.TheOnlyOne()),
                here.ledger.claim(opening.id(), new MemberId("a"), new QuotaChoice.TheOnlyOne())));

        assertThat(outcomes.get(0)).isInstanceOf(Granted.class);
        assertThat(outcomes.get(1)).isEqualTo(new AlreadyHeld(new HeldTicket(elsewhere)));
        assertThat(here.observer.attempts(AttemptResult.HOLDER_MET)).isEqualTo(1);
        assertThat(openings.faults(opening.id())).isEmpty();
    }

    @Test
    void tellsAHolderWhoGotTheTicketElsewhereNothingElseWhenNoneIsLeftOrNoneCanBeClaimed() throws Exception {
        TestOpening opening = openings.open(1);
        Ticket elsewhere = ((Granted) attempt(instance(), opening.id(), List.of(Parts.claim("a")))
                        .get(0))
                .ticket();
        Instance here = instance();

        assertThat(attempt(here, opening.id(), List.of(Parts.claim("a"))))
                .containsExactly(new AlreadyHeld(new HeldTicket(elsewhere)));
        database.writerSql()
                .run(
                        "UPDATE opening SET closes_at = UTC_TIMESTAMP(6) WHERE id = ?",
                        opening.id().value());
        assertThat(attempt(instance(), opening.id(), List.of(Parts.claim("a"))))
                .containsExactly(new AlreadyHeld(new HeldTicket(elsewhere)));
    }

    @Test
    void judgesTheWindowByTheDatabasesClock() throws Exception {
        Instance instance = instance();
        OpeningId future = openings.at(10, 20, 5).id();
        OpeningId past = openings.at(-20, -10, 5).id();

        assertThat(attempt(instance, future, List.of(Parts.claim("a"))).get(0))
                .isInstanceOf(ClaimOutcome.NotYetOpen.class);
        assertThat(attempt(instance, past, List.of(Parts.claim("a"))).get(0)).isInstanceOf(ClaimOutcome.Closed.class);
        assertThat(attempt(instance, new OpeningId(999_999_999), List.of(Parts.claim("a")))
                        .get(0))
                .isInstanceOf(ClaimOutcome.NoSuchOpening.class);
    }

    @Test
    void storesEveryMemberIdAsItIs() throws Exception {
        List<String> names = List.of(
                "회원-1",
                "🎬🎟",
                "a\"b\\c",
                "o'brien; --",
                "M-1",
                "m-1",
                "\u00e9",
                "e\u0301",
                "a b",
                "%_",
                "{\"m\":1}",
                "x".repeat(255));
        TestOpening opening = openings.open(names.size());
        Instance instance = instance();

        List<ClaimOutcome> outcomes =
                attempt(instance, opening.id(), names.stream().map(Parts::claim).toList());

        assertThat(outcomes).allMatch(Granted.class::isInstance);
        assertThat(database.writerSql()
                        .rows(
                                "SELECT member_id FROM ticket WHERE opening_id = ?",
                                opening.id().value()))
                .extracting(row -> String.valueOf(row.get("member_id")))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(attempt(
                        instance, opening.id(), names.stream().map(Parts::claim).toList()))
                .allMatch(AlreadyHeld.class::isInstance);
    }

    @Test
    void issuesNumbersThatWereGivenBackAgainLowestFirst() throws Exception {
        TestOpening opening = openings.open(6);
        Instance instance = instance();
        List<Claim> five =
                IntStream.range(0, 5).mapToObj(i -> Parts.claim("m" + i)).toList();
        assertThat(attempt(instance, opening.id(), five)).allMatch(Granted.class::isInstance);
        for (int number : new int[] {4, 2}) {
            giveBack(opening, number);
        }

        List<ClaimOutcome> outcomes = attempt(
                instance,
                opening.id(),
                List.of(Parts.claim("x"), Parts.claim("y"), Parts.claim("z"), Parts.claim("w")));

        assertThat(outcomes.subList(0, 3))
                .extracting(outcome -> ((Granted) outcome).ticket().number())
                .containsExactly(2, 4, 6);
        assertThat(outcomes.get(3)).isInstanceOf(SoldOut.class);
        assertThat(openings.faults(opening.id())).isEmpty();
    }

    private void giveBack(TestOpening opening, int number) throws Exception {
        long quota = opening.quotas().get(0).value();
        database.writerSql().run("DELETE FROM ticket WHERE quota_id = ? AND number = ?", quota, number);
        database.writerSql().run("INSERT INTO freed_number VALUES (?, ?)", quota, number);
        database.writerSql().run("UPDATE quota SET issued = issued - 1, version = version + 1 WHERE id = ?", quota);
    }

    private static List<ClaimOutcome> done(List<Future<ClaimOutcome>> answers) throws Exception {
        return Future.all(answers)
                .map(all -> all.<ClaimOutcome>list())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private Instance instance() {
        Instance instance = new Instance(vertx, database.writer());
        instances.add(instance);
        return instance;
    }

    private static List<ClaimOutcome> attempt(Instance instance, OpeningId opening, List<Claim> claims)
            throws Exception {
        Attempt attempt = instance.transaction
                .attempt(opening, claims, true, new CommitGate())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(attempt).isInstanceOf(Attempt.Decided.class);
        return ((Attempt.Decided) attempt).outcomes();
    }
}
