package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.Allocation;
import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.ClaimOutcome.AlreadyHeld;
import boxoffice.domain.claim.ClaimOutcome.Frozen;
import boxoffice.domain.claim.ClaimOutcome.Granted;
import boxoffice.domain.claim.ClaimOutcome.SoldOut;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.Freeze;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.opening.Actor;
import boxoffice.persistence.opening.AuditEntry;
import boxoffice.persistence.opening.AuditEntry.Act;
import boxoffice.persistence.opening.AuditLog;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.OpeningChange;
import boxoffice.persistence.opening.Openings;
import boxoffice.persistence.pool.CommitGate;
import boxoffice.persistence.pool.OvertakenException;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An opening is frozen and resumed while claims come in; with the guard taken away, tickets get through. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FreezeIT {

    private static final QuotaChoice ANY = new QuotaChoice.TheOnlyOne();
    private static final Actor OPERATOR = new Actor("operator");
    private static final ClaimStatements BLIND = Mutants.withLock(
            ClaimStatements.STANDARD.lock().replace("o.frozen_at", "CAST(NULL AS DATETIME(6)) AS frozen_at"));

    private static Vertx vertx;
    private static TestDatabase database;
    private static WriterPool writer;
    private static ReaderPool reader;
    private static OpeningBoard board;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = TestDatabase.shared();
        writer = WriterPool.open(vertx, database.writer(), PoolSettings.writer(4), new SilentPool());
        reader = ReaderPool.open(vertx, database.writer(), PoolSettings.reader(2), new SilentPool()); // without a lag
        board = new OpeningBoard(reader);
    }

    @AfterAll
    static void close() throws Exception {
        assertThat(done(writer.close())).isNull();
        assertThat(done(reader.close())).isNull();
        assertThat(done(vertx.close())).isNull();
    }

    @Test
    void noTicketIsGrantedAfterAFreezeInARushWasAcknowledged() throws Exception {
        assertThat(ticketsAfterAFreezeInARush(ClaimStatements.STANDARD)).isZero();
    }

    @Test
    void ticketsAreGrantedAfterAFreezeByWhoDoesNotSeeIt() throws Exception {
        assertThat(ticketsAfterAFreezeInARush(BLIND)).isPositive();
    }

    @Test
    void whoHoldsATicketIsToldSoAndAfterTheResumeItGoesOn() throws Exception {
        try (Instance instance = new Instance(vertx, database.writer())) {
            OpeningId opening = new TestOpenings(database.writerSql()).open(2).id();
            Openings openings = openings(told -> instance.ledger.changed(vertx, told));
            Ticket held = ((Granted) claim(instance, opening, "holder")).ticket();

            assertThat(done(openings.freeze(opening, "a doubt", OPERATOR))).isInstanceOf(OpeningChange.Done.class);
            assertThat(claim(instance, opening, "holder")).isEqualTo(new AlreadyHeld(new HeldTicket(held)));
            assertThat(claim(instance, opening, "other")).isEqualTo(new Frozen());

            assertThat(done(openings.resume(opening, OPERATOR))).isInstanceOf(OpeningChange.Done.class);
            assertThat(((Granted) claim(instance, opening, "other")).ticket().number())
                    .isEqualTo(2);
            assertThat(claim(instance, opening, "third")).isInstanceOf(SoldOut.class);
            assertThat(new TestOpenings(database.writerSql()).faults(opening)).isEmpty();
        }
    }

    @Test
    void whenTheOperatorIsToldNobodyIsToldSoldOutFromMemory() throws Exception {
        try (Instance here = new Instance(vertx, database.writer());
                Instance there = new Instance(vertx, database.writer())) {
            OpeningId opening = new TestOpenings(database.writerSql()).open(1).id();
            Openings openings = openings(told -> here.ledger.changed(vertx, told));
            assertThat(claim(here, opening, "first")).isInstanceOf(Granted.class);
            makeCertain(there, opening, SoldOut.class);

            OpeningChange frozen = done(openings.freeze(opening, "a doubt", OPERATOR));
            assertThat(frozen).isInstanceOf(OpeningChange.Done.class);
            assertThat(claim(there, opening, "too late")).isEqualTo(new Frozen());
            assertThat(claim(there, opening, "first")).isInstanceOf(AlreadyHeld.class);
            makeCertain(there, opening, Frozen.class);

            OpeningChange resumed = done(openings.resume(opening, OPERATOR));
            assertThat(resumed).isInstanceOf(OpeningChange.Done.class);
            assertThat(claim(there, opening, "too late")).isInstanceOf(SoldOut.class);
        }
    }

    @Test
    void aFreezeOvertakesABatchThatHasLostItsLockWithoutAWord() throws Exception {
        Optional<Throwable> stopped = decidedBetween(
                opening -> openings(told -> Future.succeededFuture()).freeze(opening, "a doubt", OPERATOR));

        assertThat(stopped).containsInstanceOf(OvertakenException.class);
    }

    @Test
    void aFreezeThatLeavesTheVersionsAloneDoesNot() throws Exception {
        Optional<Throwable> stopped = decidedBetween(opening -> writer.transaction(session -> session.run(
                "UPDATE opening SET frozen_at = SYSDATE(6), frozen_reason = 'x' WHERE id = ?",
                Tuple.of(opening.value()))));

        assertThat(stopped).isEmpty();
    }

    @Test
    void bothMayBeSaidAgainAndEachIsRememberedOnce() throws Exception {
        OpeningId opening = new TestOpenings(database.writerSql()).open(1).id();
        Openings openings = openings(told -> Future.succeededFuture());

        OpeningChange first = done(openings.freeze(opening, "a doubt", OPERATOR));
        OpeningChange second = done(openings.freeze(opening, "another", new Actor("other")));
        Freeze freeze = ((OpeningChange.Done) first).opening().freeze().orElseThrow();
        assertThat(second).isEqualTo(new OpeningChange.Unchanged(((OpeningChange.Done) first).opening()));
        assertThat(freeze.reason()).isEqualTo("a doubt");
        assertThat(done(board.findPlanned(opening)).orElseThrow().opening().freeze())
                .hasValue(freeze);

        OpeningChange resumed = done(openings.resume(opening, OPERATOR));
        assertThat(((OpeningChange.Done) resumed).opening().freeze()).isEmpty();
        assertThat(done(openings.resume(opening, OPERATOR))).isInstanceOf(OpeningChange.Unchanged.class);
        assertThat(done(openings.freeze(new OpeningId(999_999_999), "a doubt", OPERATOR)))
                .isInstanceOf(OpeningChange.NoSuchOpening.class);

        List<AuditEntry> log = done(new AuditLog(reader).latest(opening));
        assertThat(log).extracting(AuditEntry::act).containsExactly(Act.RESUME, Act.FREEZE);
        assertThat(log).extracting(AuditEntry::actor).containsOnly(OPERATOR);
        assertThat(log.get(1).detail().getString("reason")).isEqualTo("a doubt");
        assertThat(log.get(1).at()).isAfterOrEqualTo(freeze.since());
    }

    /** Claims on two instances, a freeze in their midst, and more claims: tickets granted after it. */
    private static long ticketsAfterAFreezeInARush(ClaimStatements statements) throws Exception {
        TestOpening opening = new TestOpenings(database.writerSql()).open(5_000);
        try (Instance one = new Instance(vertx, database.writer(), statements, Allocation::decide);
                Instance other = new Instance(vertx, database.writer(), statements, Allocation::decide)) {
            List<Instance> instances = List.of(one, other);
            Future<ClaimOutcome> firstAnswer = one.ledger.claim(opening.id(), new MemberId("first"), ANY);
            List<Future<ClaimOutcome>> early = claims(instances, opening.id(), "early", 2_000);
            assertThat(done(firstAnswer)).isInstanceOf(Granted.class);

            OpeningChange frozen =
                    done(openings(told -> one.ledger.changed(vertx, told)).freeze(opening.id(), "a doubt", OPERATOR));
            assertThat(frozen).isInstanceOf(OpeningChange.Done.class);
            List<Future<ClaimOutcome>> late = claims(instances, opening.id(), "late", 500);

            long granted = 1;
            for (Future<ClaimOutcome> claim : early) {
                granted += done(claim) instanceof Granted ? 1 : 0;
                assertThat(claim.result()).isInstanceOfAny(Granted.class, Frozen.class);
            }
            long afterwards = 0;
            for (Future<ClaimOutcome> claim : late) {
                afterwards += done(claim) instanceof Granted ? 1 : 0;
                assertThat(claim.result()).isInstanceOfAny(Granted.class, Frozen.class);
            }
            long storedAfter = database.writerSql()
                    .number(
                            "SELECT COUNT(*) FROM ticket t JOIN opening o ON o.id = t.opening_id "
                                    + "JOIN quota q ON q.opening_id = o.id AND q.id = t.quota_id "
                                    + "WHERE q.id = ? AND t.claimed_at >= o.frozen_at",
                            opening.quotas().get(0).value());
            System.out.printf(
                    "freeze: %d tickets of 2,000 members in a rush, %d of 500 after it, %d stored later than it%n",
                    granted, afterwards, storedAfter);
            assertThat(new TestOpenings(database.writerSql()).faults(opening.id()))
                    .isEmpty();
            assertThat(new TestOpenings(database.writerSql()).held(opening.id()))
                    .as("no acknowledged ticket is lost")
                    .isEqualTo(granted + afterwards);
            return afterwards + storedAfter;
        }
    }

    private static List<Future<ClaimOutcome>> claims(
            List<Instance> instances, OpeningId opening, String members, int count) {
        List<Future<ClaimOutcome>> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instance instance = instances.get(i % instances.size());
            claims.add(instance.ledger.claim(opening, new MemberId(members + "-" + i), ANY));
        }
        return claims;
    }

    /** A batch has read the facts, its transaction is rolled back, something happens, it goes on: what stops it. */
    private static Optional<Throwable> decidedBetween(Function<OpeningId, Future<?>> between) throws Exception {
        OpeningId opening = new TestOpenings(database.writerSql()).open(1).id();
        List<Claim> claims = List.of(Parts.claim("a"));
        return new SqlClaims(writer, ClaimStatements.STANDARD)
                .session(new CommitGate(), session -> session.lockedFacts(opening, claims, everybody -> true, false)
                        .compose(locked -> session.rollback()
                                .compose(lost -> between.apply(opening))
                                .compose(meanwhile -> store(session, locked))))
                .transform(decided -> Future.succeededFuture(Optional.ofNullable(decided.cause())))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static Future<Void> store(ClaimDatabase.Session session, Optional<LockedOpening> locked) {
        LockedOpening facts = locked.orElseThrow();
        Decision decision = Allocation.decide(List.of(Parts.claim("a")), facts.facts());
        ClaimDatabase.Writes writes = session.writes(facts, decision);
        return writes.store().compose(set -> writes.commit()).mapEmpty();
    }

    private static Openings openings(Function<OpeningId, Future<Void>> changed) {
        return new Openings(writer, board, changed);
    }

    /** Until the ledger answers without asking the database. */
    private static void makeCertain(Instance instance, OpeningId opening, Class<? extends ClaimOutcome> what)
            throws Exception {
        boolean atOnce;
        do {
            Future<ClaimOutcome> answer = instance.ledger.claim(opening, new MemberId("too late"), ANY);
            atOnce = answer.isComplete();
            assertThat(done(answer)).isInstanceOf(what);
        } while (!atOnce);
    }

    private static ClaimOutcome claim(Instance instance, OpeningId opening, String member) throws Exception {
        return done(instance.ledger.claim(opening, new MemberId(member), ANY));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
