package boxoffice.persistence.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.testing.ScratchDatabase;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tickets from before codes told their place, whose holders have a picture of the code in their hands. */
class EarlierCodesIT {

    private static final TicketCode CODE = new TicketCode("7ZK2-Q0ND-35TW-X9PB");
    private static final TicketCode GONE = new TicketCode("93AC-D1YT-00EV-HHR4");
    private static final MemberId STAFF = new MemberId("staff");

    private static ScratchDatabase scratch;
    private static Vertx vertx;
    private static WriterPool writer;

    @BeforeAll
    static void ticketsThatAreOlderThanTheMigrationWhichIsDoneTwice() throws SQLException {
        scratch = new ScratchDatabase(TestDatabase.shared(), "boxoffice_earlier");
        Sql sql = scratch.sql();
        sql.run("ALTER TABLE ticket ADD KEY by_code (code(9))");
        sql.run("DELETE FROM flyway_schema_history WHERE version IN ('15', '16')");
        sql.run("INSERT INTO ticket (opening_id, member_id, quota_id, number, ticket_key, code, claimed_at) "
                + "VALUES (1, 'early bird', 1, 1, UNHEX(LEFT(SHA2('k', 256), 32)), '" + CODE.value()
                + "', UTC_TIMESTAMP(6)), "
                + "(1, 'gone again', 1, 2, UNHEX(LEFT(SHA2('l', 256), 32)), '" + GONE.value() + "', UTC_TIMESTAMP(6))");
        Migrations.migrate(scratch.endpoint());
        sql.run("DELETE FROM flyway_schema_history WHERE version IN ('15', '16')");
        sql.run("ALTER TABLE ticket ADD KEY by_code (code(9))");
        Migrations.migrate(scratch.endpoint());
        sql.run("UPDATE ticket SET code = '0001-0002-AAAA-AAAA', member_id = 'next' WHERE number = 2");
        vertx = Vertx.vertx();
        writer = WriterPool.open(vertx, scratch.endpoint(), PoolSettings.writer(2), new SilentPool());
    }

    @AfterAll
    static void close() throws Exception {
        assertThat(done(writer.close())).isNull();
        assertThat(done(vertx.close())).isNull();
        scratch.close();
    }

    @Test
    void theirCodesLetInOnceAsBefore() throws Exception {
        Redemptions door = new Redemptions(writer);

        Redemption first = done(door.redeem(CODE, STAFF, "1"));
        Redemption lineWasBad = done(door.redeem(CODE, STAFF, "1"));
        Redemption twin = done(door.redeem(CODE, STAFF, "2"));

        assertThat(first).isInstanceOf(Redemption.Redeemed.class);
        assertThat(((Redemption.Redeemed) first).held().ticket().member()).isEqualTo(new MemberId("early bird"));
        assertThat(lineWasBad).isEqualTo(first);
        assertThat(twin).isInstanceOf(Redemption.RedeemedBefore.class);
    }

    @Test
    void theCodeOfATicketThatWasGivenBackLetsNobodyInForTheNextHolderOfItsNumber() throws Exception {
        Redemptions door = new Redemptions(writer);

        assertThat(done(door.redeem(GONE, STAFF, "1"))).isEqualTo(new Redemption.NoSuchTicket());
        assertThat(done(door.redeem(new TicketCode("0001-0002-AAAA-AAAA"), STAFF, "2")))
                .isInstanceOf(Redemption.Redeemed.class);
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
