package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.SwitchProxy;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which server a read goes to. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ReaderPoolIT {

    private final TestDatabase database = TestDatabase.shared();
    private final Vertx vertx = Vertx.vertx();
    private SwitchProxy one;
    private SwitchProxy other;
    private WriterPool writer;
    private ReaderPool reader;

    @BeforeEach
    void open() throws Exception {
        database.awaitReplica(); // others fill whole databases
        one = new SwitchProxy(vertx, database.reader());
        other = new SwitchProxy(vertx, database.reader());
        WriterWatch watch = WriterWatch.start(vertx, List.of(database.writer()), WatchPace.DEFAULT, new UnseenWriter());
        writer = WriterPool.open(vertx, watch, PoolSettings.writer(2), new SilentPool());
        reader = ReaderPool.open(
                vertx,
                List.of(one.endpoint(), other.endpoint()),
                watch,
                writer,
                PoolSettings.reader(8),
                new SilentPool());
        await("both readers are in use", () -> reader.readersInUse() == 2);
    }

    @AfterEach
    void close() throws Exception {
        if (database.isMariaDb()) {
            database.readerSql().run("START SLAVE SQL_THREAD");
        }
        database.awaitReplica();
        Object unused = done(vertx.close());
    }

    @Test
    void readsTakeTurns() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(port()).isEqualTo(port(database.reader()));
        }
        assertThat(one.connections()).isPositive();
        assertThat(other.connections()).isPositive();
    }

    @Test
    void aReaderThatHangsIsLeftOutAndReadsGoOn() throws Exception {
        one.swallow(true);
        for (int i = 0; i < 4; i++) {
            assertThat(port()).as("a read while one hangs").isEqualTo(port(database.reader()));
        }
        await("one reader is left", () -> reader.readersInUse() == 1);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(port()).isEqualTo(port(database.reader()));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));

        one.swallow(false);
        await("it is used again", () -> reader.readersInUse() == 2);
    }

    @Test
    void withNoReaderLeftReadsGoToTheWriterOverTwoConnections() throws Exception {
        one.cut();
        other.cut();
        await("none is left", () -> reader.readersInUse() == 0);
        long writerPort = port(database.writer());
        await("reads go to the writer", () -> {
            try {
                return port() == writerPort;
            } catch (ExecutionException connecting) {
                return false;
            }
        });
        Set<Long> sessions = new HashSet<>();
        List<Future<Long>> reads = IntStream.range(0, 40)
                .mapToObj(i -> reader.query("SELECT CONNECTION_ID(), @@port", Tuple.tuple())
                        .map(rows -> rows.iterator().next().getLong(0)))
                .toList();
        for (Future<Long> read : reads) {
            sessions.add(done(read));
        }

        assertThat(sessions).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aReaderThatLagsIsLeftOutUntilItHasCaughtUp() throws Exception {
        assumeTrue(database.isMariaDb());
        database.readerSql().run("STOP SLAVE SQL_THREAD");
        await("lagging readers are left out", () -> {
            assertThat(port()).isPositive();
            return reader.readersInUse() == 0;
        });
        assertThat(reader.lagMax()).isGreaterThan(ReaderPool.LAG_MAX);
        assertThat(port()).isEqualTo(port(database.writer()));

        database.readerSql().run("START SLAVE SQL_THREAD");
        await("they are used again", () -> reader.readersInUse() == 2);
        assertThat(port()).isEqualTo(port(database.reader()));
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private long port() throws Exception {
        return done(reader.query("SELECT @@port", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    private static long port(DatabaseEndpoint server) throws SQLException {
        return Sql.on(server).number("SELECT @@port");
    }

    private void await(String what, Check check) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!check.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Object unused = done(vertx.timer(50, TimeUnit.MILLISECONDS));
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
