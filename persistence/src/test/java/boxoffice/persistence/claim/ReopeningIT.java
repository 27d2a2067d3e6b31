package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.Allocation;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.ClaimOutcome.AlreadyHeld;
import boxoffice.domain.claim.ClaimOutcome.Granted;
import boxoffice.domain.claim.ClaimOutcome.SoldOut;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.ticket.RecentWrites;
import boxoffice.persistence.ticket.TicketReturns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A place of a sold-out opening is given back at one process while another still knows for certain that there is none.
 * Neither the one who gave it back, once told, nor the one who got it, once told, may meet that certainty; with the
 * guard taken away, each does.
 */
class ReopeningIT {

    private static final int RUNS = 20;
    private static final QuotaChoice ANY = new QuotaChoice.TheOnlyOne();
    private static final ClaimStatements BLIND = Mutants.withLock(
            ClaimStatements.STANDARD.lock().replace("o.changed_at", "CAST(NULL AS DATETIME(6)) AS changed_at"));

    private static Vertx vertx;
    private static TestDatabase database;
    private static WriterPool writer;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = TestDatabase.shared();
        writer = WriterPool.open(vertx, database.writer(), PoolSettings.writer(2), new SilentPool());
    }

    @AfterAll
    static void close() throws Exception {
        assertThat(done(writer.close())).isNull();
        assertThat(done(vertx.close())).isNull();
    }

    @Test
    void whoGotThePlaceIsToldSoldOutNowhere() throws Exception {
        assertThat(newHoldersToldSoldOut(ClaimStatements.STANDARD)).isZero();
    }

    @Test
    void whoGotThePlaceIsToldSoldOutWhenTicketsAreNotHeldBack() throws Exception {
        assertThat(newHoldersToldSoldOut(BLIND)).isGreaterThanOrEqualTo(19);
    }

    @Test
    void whenTheGiverIsToldThePlaceCanBeClaimedEverywhere() throws Exception {
        assertThat(placesNotFoundAfterTheGiverWasTold(ledger -> opening -> ledger.changed(vertx, opening)))
                .isZero();
    }

    @Test
    void whenTheGiverIsToldAtOnceThePlaceIsNotFoundElsewhere() throws Exception {
        assertThat(placesNotFoundAfterTheGiverWasTold(ledger -> opening -> Future.succeededFuture()))
                .isGreaterThanOrEqualTo(19);
    }

    private static int newHoldersToldSoldOut(ClaimStatements statements) throws Exception {
        int faults = 0;
        for (int run = 0; run < RUNS; run++) {
            try (Instance there = new Instance(vertx, database.writer());
                    Instance here = new Instance(vertx, database.writer(), statements, Allocation::decide)) {
                OpeningId opening =
                        new TestOpenings(database.writerSql()).open(1).id();
                Ticket first = ((Granted) claim(there, opening, "first")).ticket();
                makeCertain(there, opening);
                Future<TicketReturns.Result> returned = new TicketReturns(
                                writer, new RecentWrites(), told -> Future.succeededFuture(), Future::succeededFuture)
                        .giveBack(first.id(), first.member());
                assertThat(done(returned)).isEqualTo(TicketReturns.Result.GIVEN_BACK);
                Future<ClaimOutcome> second = here.ledger.claim(opening, new MemberId("second"), ANY);
                awaitTicket(opening, "second");

                ClaimOutcome elsewhere = claim(there, opening, "second");
                faults += elsewhere instanceof AlreadyHeld ? 0 : 1;
                assertThat(done(second)).isInstanceOf(Granted.class);
            }
        }
        System.out.printf("reopening: new holders told sold out in %d of %d runs%n", faults, RUNS);
        return faults;
    }

    private static int placesNotFoundAfterTheGiverWasTold(
            Function<ClaimLedger, Function<OpeningId, Future<Void>>> changed) throws Exception {
        int faults = 0;
        for (int run = 0; run < RUNS; run++) {
            try (Instance there = new Instance(vertx, database.writer());
                    Instance here = new Instance(vertx, database.writer())) {
                OpeningId opening =
                        new TestOpenings(database.writerSql()).open(1).id();
                Ticket first = ((Granted) claim(there, opening, "first")).ticket();
                makeCertain(there, opening);
                Future<TicketReturns.Result> returned = new TicketReturns(
                                writer,
                                new RecentWrites(),
                                changed.apply(here.ledger),
                                () -> here.ledger.settled(vertx))
                        .giveBack(first.id(), first.member());
                assertThat(done(returned)).isEqualTo(TicketReturns.Result.GIVEN_BACK);

                faults += claim(there, opening, "second") instanceof SoldOut ? 1 : 0;
            }
        }
        System.out.printf("reopening: free places not found in %d of %d runs%n", faults, RUNS);
        return faults;
    }

    /** Until the ledger answers without asking the database. */
    private static void makeCertain(Instance instance, OpeningId opening) throws Exception {
        Future<ClaimOutcome> answer;
        do {
            answer = instance.ledger.claim(opening, new MemberId("too late"), ANY);
            boolean atOnce = answer.isComplete();
            assertThat(done(answer)).isInstanceOf(SoldOut.class);
            if (atOnce) {
                return;
            }
        } while (true);
    }

    /** Whoever looks may see the ticket from then on, whether or not its claim has been answered. */
    private static void awaitTicket(OpeningId opening, String member) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (database.writerSql()
                        .number(
                                "SELECT COUNT(*) FROM ticket WHERE opening_id = ? AND member_id = ?",
                                opening.value(),
                                member)
                == 0) {
            assertThat(System.nanoTime() - deadline)
                    .as("time left to see the ticket")
                    .isNegative();
        }
    }

    private static ClaimOutcome claim(Instance instance, OpeningId opening, String member) throws Exception {
        return done(instance.ledger.claim(opening, new MemberId(member), ANY));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
