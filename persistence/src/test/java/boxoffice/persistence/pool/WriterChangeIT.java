package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.testing.Standstill;
import boxoffice.persistence.testing.SwitchProxy;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the watch and the pool do when the writer moves, hangs or is not alone. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WriterChangeIT {

    private static final String WRITES = "INSERT INTO freed_number (quota_id, number) VALUES (?, ?)";

    private final TestDatabase database = TestDatabase.shared();
    private final Vertx vertx = Vertx.vertx();
    private final Events events = new Events();
    private final Standstill standstill = new Standstill();

    private static final class Events implements WriterObserver {

        final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void found(Writer writer, Duration silence) {
            seen.add("found " + writer.endpoint().port());
        }

        @Override
        public void lost(String reason) {
            seen.add("lost");
        }

        @Override
        public void disputed() {
            seen.add("disputed");
        }
    }

    @AfterEach
    void close() throws Exception {
        standstill.close();
        database.writerSql().run("SET GLOBAL read_only = 0");
        database.readerSql().run("SET GLOBAL read_only = 1");
        assertThat(done(vertx.close())).isNull();
    }

    @Test
    void findsTheWriterAmongItsReplicas() throws Exception {
        WriterPool writer = pool(watch(onReplica(), database.writer()));

        assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);
        assertThat(events.seen).containsExactly("found " + database.writer().port());
    }

    @Test
    void replacesAllConnectionsAtTheFirstRefusedWriteAndGoesOnWhenTheServerAcceptsWritesAgain() throws Exception {
        WriterWatch watch = watch(onReplica(), database.writer());
        WriterPool writer = pool(watch);
        assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);

        database.writerSql().run("SET GLOBAL read_only = 1");
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            failures.add(failure(writes(writer)));
        }
        database.writerSql().run("SET GLOBAL read_only = 0");
        long again = System.nanoTime();
        assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);

        assertThat(Duration.ofNanos(System.nanoTime() - again))
                .isLessThan(Duration.ofSeconds(1).plus(standstill.soFar()));
        assertThat(failures).allMatch(failure -> SqlFailure.of(failure) != SqlFailure.FATAL);
        assertThat(failures.stream().filter(failure -> SqlFailure.of(failure) == SqlFailure.NOT_THE_WRITER))
                .as("refused writes: none but the first reaches the server")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(events.seen).contains("lost");
        assertThat(writer.generations()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void waitsForAWriterNoLongerThanForAConnection() throws Exception {
        database.writerSql().run("SET GLOBAL read_only = 1");
        WriterPool writer = pool(watch(onReplica(), database.writer()));
        long start = System.nanoTime();

        assertThat(failure(writes(writer))).isInstanceOf(NoWriterException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3).plus(standstill.soFar()));
    }

    @Test
    void refusesWhoComesWhenEnoughWaitForAWriter() throws Exception {
        database.writerSql().run("SET GLOBAL read_only = 1");
        WriterPool writer = pool(watch(onReplica(), database.writer()));
        List<Future<Integer>> waiting =
                IntStream.range(0, 64).mapToObj(i -> writes(writer)).toList();
        long start = System.nanoTime();

        assertThat(failure(writes(writer))).isInstanceOf(NoWriterException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
        assertThat(waiting).hasSize(64);
    }

    @Test
    void usesNoWriterWhileTwoServersAcceptWrites() throws Exception {
        WriterWatch watch = watch(database.writer(), onReplica());
        WriterPool writer = pool(watch);
        assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);

        database.readerSql().run("SET GLOBAL read_only = 0");
        await(() -> events.seen.contains("disputed"));
        assertThat(watch.current()).isEmpty();
        await(() -> failure(writes(writer)) instanceof NoWriterException); // the last connections are closing
        database.readerSql().run("SET GLOBAL read_only = 1");

        assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);
        assertThat(watch.current().orElseThrow().endpoint()).isEqualTo(database.writer());
    }

    @Test
    void knowsOneServerByTwoNamesForOne() throws Exception {
        try (SwitchProxy otherName = new SwitchProxy(vertx, database.writer())) {
            WriterPool writer = pool(watch(database.writer(), otherName.endpoint()));

            assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);
            assertThat(done(vertx.timer(1_500, TimeUnit.MILLISECONDS))).isNull();
            assertThat(events.seen).hasSize(1);
        }
    }

    @Test
    void freesTheSlotsOfABlackHoleAndWorksAtFullSizeAsSoonAsItIsHealed() throws Exception {
        try (SwitchProxy proxy = new SwitchProxy(vertx, database.writer())) {
            WriterPool writer = pool(watch(proxy.endpoint()));
            assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);

            proxy.swallow(true);
            long start = System.nanoTime();
            List<Future<Integer>> hanging =
                    IntStream.range(0, 4).mapToObj(i -> writes(writer)).toList();
            for (Future<Integer> one : hanging) {
                assertThat(failure(one)).isNotNull();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(4_900));
            proxy.swallow(false);
            long healed = System.nanoTime();
            List<Future<Integer>> together =
                    IntStream.range(0, 8).mapToObj(i -> retried(writer, healed)).toList();

            for (Future<Integer> one : together) {
                assertThat(done(one)).isEqualTo(1);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - healed)).isLessThan(Duration.ofSeconds(4));
        }
    }

    /** No watch helps here: only the deadline of the ROLLBACK itself can free the only connection. */
    @Test
    void aRollbackBehindTheAnswerKeepsNobodyWaitingAndNoConnectionWhenItHangs() throws Exception {
        try (SwitchProxy proxy = new SwitchProxy(vertx, database.writer())) {
            WriterPool writer =
                    WriterPool.withoutEviction(vertx, proxy.endpoint(), PoolSettings.writer(1), new SilentPool());

            int read = done(writer.session(
                    session -> session.run("SELECT 1", Tuple.tuple()).map(rows -> {
                        proxy.swallow(true);
                        session.endLater();
                        return rows.size();
                    })));

            assertThat(read).isEqualTo(1);
            assertThat(writer.generations()).isEqualTo(1);
            await(() -> writer.generations() == 2);
            proxy.swallow(false);
            assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);
        }
    }

    @Test
    void findsTheServerThatANameHasMovedToWhileTheNextSessionWaits() throws Exception {
        try (SwitchProxy name = new SwitchProxy(vertx, onReplica())) {
            WriterPool writer = pool(watch(name.endpoint()));
            assertThat(failure(writes(writer))).isInstanceOf(NoWriterException.class);

            name.leadTo(database.writer());

            assertThat(done(retried(writer, System.nanoTime()))).isEqualTo(1);
        }
    }

    /** As on Aurora, whose replicas are made and become writers without a change of settings. */
    @Test
    void findsAWriterThatOnlyTheFormerOneHasToldOf() throws Exception {
        Topology topology = new Topology("SELECT 'the replica'", named -> onReplica());
        WatchPace soonCalm = new WatchPace(
                Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(10), Duration.ofSeconds(1), 2);
        WriterWatch watch = WriterWatch.start(vertx, List.of(database.writer()), List.of(topology), soonCalm, events);
        await(() -> !events.seen.isEmpty());
        await(() -> database.readerSql()
                        .number(
                                "SELECT COUNT(*) FROM information_schema.processlist WHERE user = ?",
                                onReplica().user())
                > 0);

        database.writerSql().run("SET GLOBAL read_only = 1");
        database.readerSql().run("SET GLOBAL read_only = 0");

        await(() -> watch.current()
                .filter(now -> now.endpoint().equals(onReplica()))
                .isPresent());
    }

    private WriterWatch watch(DatabaseEndpoint... servers) {
        return WriterWatch.start(vertx, List.of(servers), WatchPace.DEFAULT, events);
    }

    private WriterPool pool(WriterWatch watch) {
        return WriterPool.open(vertx, watch, PoolSettings.writer(2), new SilentPool());
    }

    private DatabaseEndpoint onReplica() {
        return new DatabaseEndpoint(
                database.reader().host(),
                database.reader().port(),
                database.writer().database(),
                database.writer().user(),
                database.writer().password());
    }

    /** Writes, and takes it back. */
    private static Future<Integer> writes(WriterPool writer) {
        return writer.session(session -> session.run(WRITES, Tuple.of(-9, 1))
                .compose(written -> session.rollback().map(written.rowCount())));
    }

    private Future<Integer> retried(WriterPool writer, long startNanos) {
        return writes(writer)
                .recover(failure -> System.nanoTime() - startNanos > 8_000_000_000L
                        ? Future.failedFuture(failure)
                        : vertx.timer(20, TimeUnit.MILLISECONDS).compose(over -> retried(writer, startNanos)));
    }

    private static Throwable failure(Future<?> future) throws Exception {
        Object unused = done(future.otherwiseEmpty());
        return future.cause();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
