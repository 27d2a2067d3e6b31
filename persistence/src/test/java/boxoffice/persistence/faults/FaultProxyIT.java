package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proxy does what it says, seen through another driver than ours. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class FaultProxyIT {

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.shared();
    private final FaultProxy proxy = new FaultProxy(vertx, database.writerAdmin(), 1);
    private final Sql through = Sql.on(proxy.endpoint());
    private final Sql direct = database.writerSql();

    @BeforeEach
    void table() throws SQLException {
        direct.run("CREATE TABLE IF NOT EXISTS proxied (id INT PRIMARY KEY) ENGINE=InnoDB");
        direct.run("DELETE FROM proxied");
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        direct.run("DROP TABLE proxied");
        Object unused = vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void passesEverythingInCalmWeather() throws Exception {
        inTransaction(1);

        assertThat(rows()).isEqualTo(1);
        assertThat(proxy.count(Injected.COMMITS_SEEN)).isEqualTo(1);
    }

    @Test
    void aCommitThatNeverArrivesStoresNothing() throws Exception {
        proxy.weather(Weather.CALM.withCommitLost(1));

        assertThatThrownBy(() -> inTransaction(1)).isInstanceOf(SQLException.class);
        assertThat(rows()).isZero();
        assertThat(proxy.count(Injected.COMMIT_LOST)).isEqualTo(1);
    }

    @Test
    void aCommitWhoseReplyIsLostIsStored() throws Exception {
        proxy.weather(Weather.CALM.withCommitReplyLost(1));

        assertThatThrownBy(() -> inTransaction(1)).isInstanceOf(SQLException.class);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aSilentRollbackIsNotNoticed() throws Exception {
        proxy.rollBackBefore(place -> place == FaultProxy.COMMIT);

        inTransaction(1);

        assertThat(rows()).isZero();
        assertThat(proxy.count(Injected.ROLLED_BACK)).isEqualTo(1);
    }

    @Test
    void aMuteLineDeliversTheReplyWhenItIsOpenAgain() throws Exception {
        try (Connection connection = through.connect();
                Statement statement = connection.createStatement()) {
            proxy.line(Line.MUTE);
            CompletableFuture<Boolean> reply = executed(statement, "INSERT INTO proxied VALUES (1)");
            await(() -> rows() == 1);
            assertThat(reply).isNotDone();

            proxy.line(Line.OPEN);

            assertThat(reply.get(5, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void aDeafLineDeliversTheRequestLate() throws Exception {
        try (Connection connection = through.connect();
                Statement statement = connection.createStatement()) {
            proxy.line(Line.DEAF);
            CompletableFuture<Boolean> reply = executed(statement, "INSERT INTO proxied VALUES (1)");
            TimeUnit.MILLISECONDS.sleep(100);
            assertThat(rows()).isZero();

            proxy.line(Line.OPEN);

            assertThat(reply.get(5, TimeUnit.SECONDS)).isFalse();
            assertThat(rows()).isEqualTo(1);
        }
    }

    @Test
    void aHangingLineAcceptsAndSpeaksWhenItIsOpenAgain() throws Exception {
        proxy.line(Line.HANGING);
        CompletableFuture<Boolean> connected = CompletableFuture.supplyAsync(() -> {
            try (Connection connection = through.connect()) {
                return connection.isValid(1);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
        await(() -> proxy.accepted() == 1);
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(connected).isNotDone();

        proxy.line(Line.OPEN);

        assertThat(connected.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void delaysARoundTripAndACommit() throws Exception {
        proxy.weather(Weather.CALM.withDelays(Duration.ofMillis(20), Duration.ofMillis(100)));
        long start = System.nanoTime();

        inTransaction(1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(160));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void switchesTheTargetForNewConnections() throws Exception {
        String writer = through.text("SELECT @@server_id");
        proxy.switchTo(database.readerAdmin());

        assertThat(Sql.on(proxy.as(database.readerAdmin())).text("SELECT @@server_id"))
                .isNotEqualTo(writer);
    }

    private void inTransaction(int id) throws SQLException {
        try (Connection connection = through.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO proxied VALUES (" + id + ")");
            connection.commit();
        }
    }

    private long rows() throws SQLException {
        return direct.number("SELECT COUNT(*) FROM proxied");
    }

    private static CompletableFuture<Boolean> executed(Statement statement, String sql) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return statement.execute(sql);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.holds()) {
            assertThat(System.nanoTime() - deadline).isNegative();
        }
    }
}
