package boxoffice.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.claim.ClaimLimits;
import boxoffice.persistence.claim.ClaimObserver;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.Openings;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.testing.FullTables;
import boxoffice.persistence.testing.ScratchDatabase;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import boxoffice.persistence.ticket.RecentWrites;
import boxoffice.persistence.ticket.TicketReturns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Breaks each promise by hand, in a database of its own whose keys can be dropped, and looks whether the opening is
 * frozen for it; beside it always one that is well and must not be.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InvariantAuditIT {

    private static final QuotaChoice ANY = new QuotaChoice.TheOnlyOne();

    private static TestDatabase database;
    private static ScratchDatabase scratch;
    private static Sql sql;
    private static Vertx vertx;

    private final AtomicInteger breaches = new AtomicInteger();
    private WriterPool writer;
    private ReaderPool reader;
    private InvariantAudit audit;
    private TestOpening opening;
    private TestOpening well;

    @BeforeAll
    static void start() throws SQLException {
        database = TestDatabase.shared();
        scratch = new ScratchDatabase(database, "boxoffice_audit");
        sql = scratch.sql();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(done(vertx.close())).isNull();
        scratch.close();
    }

    @BeforeEach
    void openAnOpeningWithTickets() throws Exception {
        sql.run("UPDATE opening SET closes_at = '2020-01-01'"); // those of other tests are long over
        writer = WriterPool.open(vertx, scratch.endpoint(), PoolSettings.writer(4), new SilentPool());
        auditOn(scratch.endpoint());
        opening = withTickets(10, 5);
        well = withTickets(10, 5);
        assertThat(look()).isEmpty();
    }

    @AfterEach
    void close() throws Exception {
        assertThat(done(reader.close())).isNull();
        assertThat(done(writer.close())).isNull();
    }

    @Test
    void freezesAnOpeningWithATicketTooFew() throws Exception {
        sql.run("DELETE FROM ticket WHERE quota_id = ? AND number = 5", quota());

        assertThat(look()).contains("counts 5 issued and holds 4 tickets");
    }

    @Test
    void freezesAnOpeningThatCountsTooFew() throws Exception {
        sql.run("UPDATE quota SET issued = 4 WHERE id = ?", quota());

        assertThat(look()).contains("counts 4 issued and holds 5 tickets");
    }

    @Test
    void freezesAnOpeningThatIsOversold() throws Exception {
        sql.run("ALTER TABLE quota DROP CONSTRAINT never_oversold");
        try {
            sql.run("UPDATE quota SET size = 4 WHERE id = ?", quota());

            assertThat(look()).contains("holds 5 tickets of 4", "counts 5 issued of 4", "counts numbers to 5 of 4");
        } finally {
            sql.run("UPDATE quota SET size = 5 WHERE id = ?", quota());
            sql.run("ALTER TABLE quota ADD CONSTRAINT never_oversold "
                    + "CHECK (0 <= issued AND issued <= highest_number AND highest_number <= size)");
        }
    }

    @Test
    void freezesAnOpeningWithANumberTwice() throws Exception {
        sql.run("ALTER TABLE ticket DROP PRIMARY KEY, ADD KEY numbers (quota_id, number)");
        try {
            ticket("another", opening.id(), quota(), 5);
            sql.run("UPDATE quota SET issued = 6, highest_number = 6 WHERE id = ?", quota());

            assertThat(look()).contains("has numbers twice: 1");
        } finally {
            sql.run("DELETE FROM ticket WHERE member_id = 'another'");
            sql.run("ALTER TABLE ticket DROP KEY numbers, ADD PRIMARY KEY (quota_id, number)");
        }
    }

    @Test
    void freezesAnOpeningOfWhichAMemberHoldsTwo() throws Exception {
        sql.run("ALTER TABLE ticket DROP KEY one_ticket, ADD KEY tickets (member_id, opening_id)");
        try {
            ticket("m-1", opening.id(), quota(), 6);
            sql.run("UPDATE quota SET issued = 6, highest_number = 6 WHERE id = ?", quota());

            assertThat(look())
                    .contains("has 2 tickets of members who hold another one")
                    .doesNotContain("counts");
        } finally {
            sql.run("DELETE FROM ticket WHERE number = 6");
            sql.run("ALTER TABLE ticket DROP KEY tickets, ADD UNIQUE KEY one_ticket (member_id, opening_id)");
        }
    }

    @Test
    void freezesAnOpeningWithAGapInItsNumbers() throws Exception {
        sql.run("DELETE FROM ticket WHERE quota_id = ? AND number = 3", quota());
        sql.run("UPDATE quota SET issued = 4 WHERE id = ?", quota());

        assertThat(look()).contains("counts numbers to 5, of which 4 are held and 0 free");
    }

    @Test
    void freezesAnOpeningWithANumberThatIsBothHeldAndFree() throws Exception {
        sql.run("INSERT INTO freed_number (quota_id, number) VALUES (?, 3)", quota());
        sql.run("UPDATE quota SET highest_number = 6 WHERE id = ?", quota());

        assertThat(look()).contains("has numbers both held and free: 1");
    }

    @Test
    void freezesAnOpeningWithANumberAboveTheHighest() throws Exception {
        sql.run("UPDATE ticket SET number = 9 WHERE quota_id = ? AND number = 5", quota());

        assertThat(look()).contains("has numbers from 1 to 9 and counts them from 1 to 5");
    }

    @Test
    void freezesAnOpeningWithATicketThatNamesAnotherOpening() throws Exception {
        sql.run("UPDATE ticket SET opening_id = 999999 WHERE quota_id = ? AND number = 5", quota());

        assertThat(look()).contains("has 1 tickets that name another opening");
    }

    @Test
    void freezesAnOpeningWithATicketOfAQuotaThatDoesNotExist() throws Exception {
        ticket("stray", opening.id(), 999_999, 1);
        try {
            assertThat(look()).contains("there are tickets of quota 999999, which does not exist");
        } finally {
            sql.run("DELETE FROM ticket WHERE quota_id = 999999");
        }
    }

    @Test
    void oneThatIsResumedWhileItIsStillWrongIsFrozenAgainAndOneThatIsRepairedIsNot() throws Exception {
        sql.run("UPDATE quota SET issued = 4 WHERE id = ?", quota());
        assertThat(look()).isNotEmpty();
        assertThat(look()).as("it is not looked at").isNotEmpty();
        assertThat(breaches).hasValue(1);

        sql.run(
                "UPDATE opening SET frozen_at = NULL, frozen_reason = NULL WHERE id = ?",
                opening.id().value());
        assertThat(look()).isNotEmpty();
        assertThat(breaches).hasValue(2);

        sql.run("UPDATE quota SET issued = 5 WHERE id = ?", quota());
        sql.run(
                "UPDATE opening SET frozen_at = NULL, frozen_reason = NULL WHERE id = ?",
                opening.id().value());
        assertThat(look()).isEmpty();
    }

    @Test
    void aReplicaThatLagsIsNoBreachNorIsOneThatIsWrong() throws Exception {
        assumeTrue(database.isMariaDb(), "MariaDB's replication is stopped");
        database.awaitReplica();
        DatabaseEndpoint admin = database.readerAdmin();
        DatabaseEndpoint replica = new DatabaseEndpoint(
                admin.host(), admin.port(), scratch.endpoint().database(), admin.user(), admin.password());
        assertThat(done(reader.close())).isNull();
        auditOn(replica);
        Sql replicaSql = Sql.on(replica);
        replicaSql.run("STOP SLAVE SQL_THREAD");
        try {
            claim(opening, 6, 8);
            assertThat(look()).isEmpty();
            onTheReplicaAlone(replicaSql, "UPDATE quota SET issued = issued - 1 WHERE id = " + quota());
            assertThat(look()).isEmpty();
            lookAtAll();
        } finally {
            onTheReplicaAlone(replicaSql, "UPDATE quota SET issued = issued + 1 WHERE id = " + quota());
            replicaSql.run("START SLAVE SQL_THREAD");
        }
        database.awaitReplica();
        sql.run("UPDATE quota SET issued = issued - 1 WHERE id = ?", quota());
        database.awaitReplica();
        assertThat(look()).as("what is wrong on both").isNotEmpty();
    }

    @Test
    void aRushOfClaimsAndReturnsIsNeverABreach() throws Exception {
        TestOpening rush = new TestOpenings(sql).open(1_000);
        ClaimLedger ledger = ledger();
        TicketReturns returns = new TicketReturns(
                writer, new RecentWrites(), told -> Future.succeededFuture(), Future::succeededFuture);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            boolean givesBack = i % 3 == 0;
            all.add(ledger.claim(rush.id(), new MemberId("rush-" + i), ANY).compose(outcome -> {
                return givesBack && outcome instanceof ClaimOutcome.Granted granted
                        ? returns.giveBack(
                                granted.ticket().id(), granted.ticket().member())
                        : Future.succeededFuture();
            }));
        }
        Future<?> over = Future.join(all);
        int looks = 0;
        while (!over.isComplete() || looks < 3) {
            assertThat(look()).isEmpty();
            looks++;
        }
        Object unused = done(over.otherwiseEmpty());
        System.out.printf("audit: %d looks during a rush of 1,500 claims and 500 returns%n", looks);
        assertThat(look()).isEmpty();
        assertThat(new TestOpenings(sql).faults(rush.id())).isEmpty();
        assertThat(breaches).hasValue(0);
    }

    @Test
    void looksAtManyTicketsInRangesAndFindsTheOneThatIsMissing() throws Exception {
        try (ScratchDatabase full = new ScratchDatabase(database, "boxoffice_audit_full")) {
            FullTables tables = new FullTables(full.sql(), database.isMariaDb());
            long quota = tables.quota().value();
            full.sql().run("DELETE FROM freed_number WHERE quota_id = ?", quota);
            full.sql().run("UPDATE quota SET issued = 50000, highest_number = 50000 WHERE id = ?", quota);
            full.sql()
                    .run(
                            "UPDATE opening SET closes_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE id = ?",
                            tables.opening().value());
            assertThat(done(reader.close())).isNull();
            assertThat(done(writer.close())).isNull();
            writer = WriterPool.open(vertx, full.endpoint(), PoolSettings.writer(2), new SilentPool());
            auditOn(full.endpoint());

            long start = System.nanoTime();
            lookAtAll();
            long took = System.nanoTime() - start;
            assertThat(breaches).hasValue(0);
            System.out.printf("audit: a look at 50,000 tickets among 100,000 took %d ms%n", took / 1_000_000);

            full.sql().run("DELETE FROM ticket WHERE quota_id = ? AND number = 30000", quota);
            lookAtAll();
            assertThat(full.sql()
                            .text(
                                    "SELECT frozen_reason FROM opening WHERE id = ?",
                                    tables.opening().value()))
                    .contains("counts 50000 issued and holds 49999 tickets");
        }
    }

    /** A look that could not read in time is made again, as the service does. */
    private void lookAtAll() throws Exception {
        Future<Void> looked = audit.look();
        for (int more = 0; more < 3 && done(looked.transform(told -> Future.succeededFuture(told.failed()))); more++) {
            looked = audit.look();
        }
        assertThat(done(looked)).isNull();
    }

    /** One look; why the opening is frozen then, or nothing. The one that is well never is. */
    private String look() throws Exception {
        lookAtAll();
        assertThat(reason(well)).isEmpty();
        return reason(opening);
    }

    /** Not in its own log, which would keep it from following the writer. */
    private static void onTheReplicaAlone(Sql replica, String update) throws SQLException {
        try (Connection connection = replica.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
            statement.execute(update);
        }
    }

    private String reason(TestOpening of) throws SQLException {
        return sql.text(
                "SELECT COALESCE(frozen_reason, '') FROM opening WHERE id = ?",
                of.id().value());
    }

    private void auditOn(DatabaseEndpoint server) {
        reader = ReaderPool.open(vertx, server, PoolSettings.reader(2), new SilentPool());
        Openings openings = new Openings(writer, new OpeningBoard(reader), told -> Future.succeededFuture());
        audit = InvariantAudit.of(reader, writer, openings, breaches::incrementAndGet);
    }

    private TestOpening withTickets(int size, int tickets) throws Exception {
        TestOpening made = new TestOpenings(sql).open(size);
        claim(made, 1, tickets);
        return made;
    }

    private void claim(TestOpening at, int from, int to) throws Exception {
        ClaimLedger ledger = ledger();
        for (int i = from; i <= to; i++) {
            assertThat(done(ledger.claim(at.id(), new MemberId("m-" + i), ANY)))
                    .isInstanceOf(ClaimOutcome.Granted.class);
        }
    }

    private ClaimLedger ledger() {
        return ClaimLedger.on(vertx, vertx.getOrCreateContext(), writer, ClaimLimits.DEFAULT, new Silent());
    }

    private void ticket(String member, OpeningId of, long quota, int number) throws SQLException {
        sql.run(
                "INSERT INTO ticket (opening_id, member_id, quota_id, number, ticket_key, code, claimed_at) "
                        + "VALUES (?, ?, ?, ?, UNHEX(LEFT(SHA2(RAND(), 256), 32)), 'AAAA-AAAA-AAAA-AAAA', UTC_TIMESTAMP(6))",
                of.value(),
                member,
                quota,
                number);
    }

    private long quota() {
        return opening.quotas().get(0).value();
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static final class Silent implements ClaimObserver {

        @Override
        public void answered(ClaimOutcome outcome, long nanos) {}

        @Override
        public void batchDecided(int claims, long nanos) {}

        @Override
        public void attempted(AttemptResult result) {}
    }
}
