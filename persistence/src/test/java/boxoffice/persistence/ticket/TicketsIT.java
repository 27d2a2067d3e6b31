package boxoffice.persistence.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.claim.ClaimLimits;
import boxoffice.persistence.claim.ClaimObserver;
import boxoffice.persistence.faults.FaultProxy;
import boxoffice.persistence.faults.Injected;
import boxoffice.persistence.pool.FoundWriter;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketsIT {

    private static TestDatabase database;
    private static TestOpenings openings;
    private static Vertx vertx;
    private static WriterPool writer;
    private static ReaderPool reader;
    private static ClaimLedger ledger;

    private RecentWrites recent;
    private Tickets tickets;
    private TicketReturns returns;

    @BeforeAll
    static void open() {
        database = TestDatabase.shared();
        openings = new TestOpenings(database.writerSql());
        vertx = Vertx.vertx();
        writer = WriterPool.open(vertx, database.writer(), PoolSettings.writer(4), new SilentPool());
        reader = ReaderPool.open(vertx, database.reader(), PoolSettings.reader(4), new SilentPool());
        ledger = ClaimLedger.on(vertx, vertx.getOrCreateContext(), writer, ClaimLimits.DEFAULT, new Unobserved());
    }

    @BeforeEach
    void rememberNothing() {
        recent = new RecentWrites();
        tickets = new Tickets(reader, recent);
        returns = new TicketReturns(writer, recent, told -> Future.succeededFuture(), Future::succeededFuture);
    }

    @AfterAll
    static void close() throws Exception {
        Object unused = done(Future.all(writer.close(), reader.close()).compose(closed -> vertx.close()));
    }

    @Test
    void showsATicketAtOnceAlthoughTheReaderHasNotHeardOfIt() throws Exception {
        TestOpening opening = openings.open(5);
        database.awaitReplica();
        stopReplication();
        try {
            Ticket ticket = claim(opening.id(), "early bird");
            recent.got(ticket);

            assertThat(done(tickets.heldBy(ticket.member()))).contains(new HeldTicket(ticket));
            assertThat(done(tickets.heldBy(ticket.member(), ticket.id()))).contains(new HeldTicket(ticket));
            assertThat(done(new Tickets(reader, new RecentWrites()).heldBy(ticket.member(), ticket.id())))
                    .as("without the memory of recent writes")
                    .isEmpty();
        } finally {
            startReplication();
        }
    }

    @Test
    void hidesATicketThatWasGivenBackAlthoughTheReaderStillHasIt() throws Exception {
        Ticket ticket = claim(openings.open(5).id(), "second thoughts");
        database.awaitReplica();
        stopReplication();
        try {
            assertThat(done(returns.giveBack(ticket.id(), ticket.member()))).isEqualTo(TicketReturns.Result.GIVEN_BACK);

            assertThat(done(tickets.heldBy(ticket.member()))).doesNotContain(new HeldTicket(ticket));
        } finally {
            startReplication();
        }
    }

    @Test
    void believesTheReaderWhenItKnowsThatAnotherProcessTookTheTicketBack() throws Exception {
        Ticket ticket = claim(openings.open(5).id(), "two browsers");
        recent.got(ticket);
        TicketReturns elsewhere = new TicketReturns(
                writer, new RecentWrites(), told -> Future.succeededFuture(), Future::succeededFuture);

        assertThat(done(elsewhere.giveBack(ticket.id(), ticket.member()))).isEqualTo(TicketReturns.Result.GIVEN_BACK);
        database.awaitReplica();

        assertThat(done(tickets.heldBy(ticket.member(), ticket.id()))).isEqualTo(Optional.empty());
    }

    @Test
    void showsNobodyTheTicketOfAnother() throws Exception {
        Ticket ticket = claim(openings.open(5).id(), "owner");
        database.awaitReplica();

        assertThat(done(tickets.heldBy(new MemberId("thief"), ticket.id()))).isEmpty();
        assertThat(done(returns.giveBack(ticket.id(), new MemberId("thief")))).isEqualTo(TicketReturns.Result.NOT_HELD);
        assertThat(openings.held(ticket.opening())).isEqualTo(1);
    }

    @Test
    void givesBackOnceHoweverOftenItIsAsked() throws Exception {
        Ticket ticket = claim(openings.open(5).id(), "insistent");

        assertThat(done(returns.giveBack(ticket.id(), ticket.member()))).isEqualTo(TicketReturns.Result.GIVEN_BACK);
        assertThat(done(returns.giveBack(ticket.id(), ticket.member())))
                .isEqualTo(TicketReturns.Result.GIVEN_BACK_EARLIER);
        assertThat(openings.faults(ticket.opening())).isEmpty();
    }

    @Test
    void keepsCountersAndNumbersSoundWhileSomeGiveBackAndOthersClaim() throws Exception {
        TestOpening opening = openings.open(30);
        TicketReturns toldToTheLedger = new TicketReturns(
                writer, recent, changed -> ledger.changed(vertx, changed), () -> ledger.settled(vertx));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            MemberId member = new MemberId("m" + i);
            boolean givesBack = i % 3 == 0;
            all.add(ledger.claim(opening.id(), member, new QuotaChoice.TheOnlyOne())
                    .compose(outcome -> outcome instanceof ClaimOutcome.Granted granted && givesBack
                            ? toldToTheLedger
                                    .giveBack(granted.ticket().id(), member)
                                    .mapEmpty()
                            : Future.succeededFuture()));
        }
        assertThat(done(Future.join(all)).size()).isEqualTo(200);

        assertThat(openings.faults(opening.id())).isEmpty();
        List<Future<?>> second = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            second.add(ledger.claim(opening.id(), new MemberId("late" + i), new QuotaChoice.TheOnlyOne()));
        }
        assertThat(done(Future.all(second)).size()).isEqualTo(100);
        assertThat(openings.held(opening.id())).isEqualTo(30);
        assertThat(openings.faults(opening.id())).isEmpty();
    }

    /** Statements of giving back behind the lock: 3 remember, 4 delete, 5 free, 6 reopen, 7 count; then COMMIT. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, FaultProxy.COMMIT})
    void keepsTheBooksSoundWhenTheServerRollsBackSilentlyInTheMiddle(int place) throws Exception {
        TestOpening opening = openings.open(3);
        Ticket ticket = claim(opening.id(), "unlucky");
        AtomicInteger left = new AtomicInteger();
        try (FaultProxy proxy =
                FaultProxy.rollingBack(vertx, database.writer(), at -> at == place && left.getAndSet(0) > 0)) {
            WriterPool shaky =
                    FoundWriter.of(WriterPool.open(vertx, proxy.endpoint(), PoolSettings.writer(1), new SilentPool()));
            left.set(1);
            Future<TicketReturns.Result> first = new TicketReturns(
                            shaky, new RecentWrites(), told -> Future.succeededFuture(), Future::succeededFuture)
                    .giveBack(ticket.id(), ticket.member());
            Future<Boolean> toldOfAFailure = first.transform(told -> Future.succeededFuture(told.failed()));
            boolean failed = done(toldOfAFailure);
            assertThat(failed).isEqualTo(place > 3 || place == FaultProxy.COMMIT);
            assertThat(proxy.count(Injected.ROLLED_BACK)).isEqualTo(1);
            assertThat(openings.faults(opening.id())).isEmpty();
            assertThat(done(shaky.close())).isNull();
        }

        assertThat(done(returns.giveBack(ticket.id(), ticket.member()))).isNotEqualTo(TicketReturns.Result.NOT_HELD);
        assertThat(openings.held(opening.id())).isZero();
        assertThat(openings.faults(opening.id())).isEmpty();
    }

    @Test
    void letsAHolderInOnceAndTellsATwinWhenTheFirstWas() throws Exception {
        Ticket ticket = claim(openings.open(5).id(), "film lover");
        Redemptions door = new Redemptions(writer);
        MemberId staff = new MemberId("staff");

        Redemption first = done(door.redeem(ticket.code(), staff, "attempt 1"));
        Redemption lineWasBad = done(door.redeem(ticket.code(), staff, "attempt 1"));
        Redemption twin = done(door.redeem(ticket.code(), staff, "attempt 2"));

        HeldTicket held = ((Redemption.Redeemed) first).held();
        assertThat(held.ticket()).isEqualTo(ticket);
        assertThat(held.redeemedAt()).isPresent();
        assertThat(lineWasBad).isEqualTo(first);
        assertThat(twin).isEqualTo(new Redemption.RedeemedBefore(held));
        database.awaitReplica();
        assertThat(done(tickets.heldBy(ticket.member(), ticket.id()))).contains(held);
        assertThat(done(new TicketRegister(reader).after(ticket.quota(), 0))).containsExactly(held);
        assertThat(done(new TicketRegister(reader).after(ticket.quota(), 1))).isEmpty();
    }

    @Test
    void ofManyDoorsAtOnceOneLetsIn() throws Exception {
        Ticket ticket = claim(openings.open(5).id(), "many twins");
        Redemptions door = new Redemptions(writer);
        List<Future<Redemption>> doors = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            doors.add(door.redeem(ticket.code(), new MemberId("staff " + i), "attempt " + i));
        }

        assertThat(done(Future.join(doors)).<Redemption>list())
                .filteredOn(Redemption.Redeemed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aTicketThatWasGivenBackLetsNobodyInAndOneThatLetSomebodyInIsNotGivenBack() throws Exception {
        TestOpening opening = openings.open(5);
        Ticket returned = claim(opening.id(), "home bird");
        Ticket used = claim(opening.id(), "night bird");
        Redemptions door = new Redemptions(writer);
        MemberId staff = new MemberId("staff");
        assertThat(done(returns.giveBack(returned.id(), returned.member()))).isEqualTo(TicketReturns.Result.GIVEN_BACK);
        assertThat(done(door.redeem(used.code(), staff, "a"))).isInstanceOf(Redemption.Redeemed.class);

        assertThat(done(door.redeem(returned.code(), staff, "b"))).isEqualTo(new Redemption.NoSuchTicket());
        assertThat(done(returns.giveBack(used.id(), used.member()))).isEqualTo(TicketReturns.Result.REDEEMED);
        assertThat(openings.held(opening.id())).isEqualTo(1);
        assertThat(openings.faults(opening.id())).isEmpty();
    }

    @Test
    void whoKnowsWhereATicketIsButNotItsSecretIsNotLetIn() throws Exception {
        TestOpening opening = openings.open(5);
        Ticket ticket = claim(opening.id(), "lender");
        Ticket another = claim(opening.id(), "borrower");
        Redemptions door = new Redemptions(writer);
        MemberId staff = new MemberId("staff");
        String place = ticket.code().value().substring(0, 10);
        String secret = another.code().value().substring(10);

        assertThat(done(door.redeem(new TicketCode(place + secret), staff, "a")))
                .isEqualTo(new Redemption.NoSuchTicket());
        assertThat(done(door.redeem(new TicketCode("no code at all"), staff, "b")))
                .isEqualTo(new Redemption.NoSuchTicket());
        assertThat(done(door.redeem(ticket.code(), staff, "c"))).isInstanceOf(Redemption.Redeemed.class);
    }

    private static Ticket claim(OpeningId opening, String member) throws Exception {
        ClaimOutcome outcome = done(ledger.claim(opening, new MemberId(member), new QuotaChoice.TheOnlyOne()));
        assertThat(outcome).isInstanceOf(ClaimOutcome.Granted.class);
        return ((ClaimOutcome.Granted) outcome).ticket();
    }

    private static void stopReplication() throws Exception {
        database.readerSql().run(database.isMariaDb() ? "STOP SLAVE SQL_THREAD" : "STOP REPLICA SQL_THREAD");
    }

    private static void startReplication() throws Exception {
        database.readerSql().run(database.isMariaDb() ? "START SLAVE SQL_THREAD" : "START REPLICA SQL_THREAD");
        database.awaitReplica();
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static final class Unobserved implements ClaimObserver {

        @Override
        public void answered(ClaimOutcome outcome, long nanos) {}

        @Override
        public void batchDecided(int claims, long nanos) {}

        @Override
        public void attempted(AttemptResult result) {}
    }
}
