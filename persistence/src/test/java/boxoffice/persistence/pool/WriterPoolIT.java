package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.persistence.faults.FaultProxy;
import boxoffice.persistence.faults.Line;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterPoolIT {

    private static final String SESSION =
            "SELECT CONCAT(IF(@@autocommit, 1, 0), ' ', @@innodb_lock_wait_timeout, ' ', @@time_zone)";

    private static final String SLOW = "DO SLEEP(0.2)";

    private static TestDatabase database;
    private static Vertx vertx;

    @BeforeAll
    static void open() {
        database = TestDatabase.shared();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() throws Exception {
        Object unused = done(vertx.close());
    }

    @Test
    void hasNoAutocommitAndAShortPatienceForLocks() throws Exception {
        WriterPool writer = FoundWriter.of(pool(database.writer()));

        String session = done(writer.transaction(s ->
                s.run(SESSION, Tuple.tuple()).map(rows -> rows.iterator().next().getString(0))));

        assertThat(session).isEqualTo("0 2 +00:00");
        assertThat(done(writer.close())).isNull();
    }

    @Test
    void refusesConnectionsToAServerThatDoesNotAcceptWrites() throws Exception {
        DatabaseEndpoint wrong = new DatabaseEndpoint(
                database.reader().host(),
                database.reader().port(),
                database.writer().database(),
                database.writer().user(),
                database.writer().password());
        WriterPool writer = pool(wrong);

        for (int i = 0; i < 6; i++) { // more often than it has connections: none may be stuck
            assertThatThrownBy(() -> done(writer.transaction(session -> Future.succeededFuture())))
                    .isNotNull();
        }
        assertThatThrownBy(() -> done(EndpointCheck.writer(vertx, List.of(wrong))))
                .hasMessageContaining("read-only");
        assertThat(done(writer.close())).isNull();
    }

    @Test
    void rollsBackWhatFailsInTheMiddle() throws Exception {
        WriterPool writer = FoundWriter.of(pool(database.writer()));
        long before = database.writerSql().number("SELECT COUNT(*) FROM freed_number");

        assertThatThrownBy(() -> done(writer.transaction(
                        session -> session.run("INSERT INTO freed_number VALUES (?, ?)", Tuple.of(-1, 1))
                                .compose(inserted -> Future.failedFuture("a fault")))))
                .hasMessageContaining("a fault");

        assertThat(database.writerSql().number("SELECT COUNT(*) FROM freed_number"))
                .isEqualTo(before);
        assertThat(done(writer.close())).isNull();
    }

    /** The driver forgets what is sent behind the first statement that a broken connection leaves unanswered. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void endsASessionWhoseConnectionBreaksHoweverManyStatementsAreOnTheirWay(int statements) throws Exception {
        try (FaultProxy proxy = new FaultProxy(vertx, database.writer(), 1)) {
            WriterPool writer = FoundWriter.of(pool(proxy.endpoint()));
            for (int i = 0; i < 6; i++) { // more often than it has connections: none may be stuck
                assertThatThrownBy(() -> done(writer.session(new CommitGate(), session -> {
                            Future<List<Void>> answers = InTurn.each(sent(session, SLOW, statements), one -> one);
                            proxy.cutAll();
                            return answers;
                        })))
                        .isInstanceOf(ExecutionException.class);
            }
            assertThat(done(writer.close())).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void endsASessionWhoseConnectionBreaksBehindARefusalWithMoreOnTheirWay(int more) throws Exception {
        try (FaultProxy proxy = new FaultProxy(vertx, database.writer(), 1)) {
            WriterPool writer = FoundWriter.of(pool(proxy.endpoint()));
            for (int i = 0; i < 6; i++) {
                assertThatThrownBy(() -> done(writer.session(new CommitGate(), session -> {
                            Future<Void> refused =
                                    sent(session, "SELECT EXP(9999)", 1).get(0).onFailure(told -> proxy.cutAll());
                            List<Future<Void>> others = sent(session, SLOW, more);
                            return refused.compose(done -> InTurn.each(others, one -> one));
                        })))
                        .isInstanceOf(ExecutionException.class);
            }
            assertThat(done(writer.close())).isNull();
        }
    }

    /** On one event loop, where the next one gets the connection in the very turn in which it is given back. */
    @Test
    void lendsNobodyAConnectionThatBreaksInItsLastRollback() throws Exception {
        Vertx oneLoop = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (FaultProxy proxy = new FaultProxy(oneLoop, database.writer(), 1)) {
            WriterPool writer =
                    WriterPool.withoutEviction(oneLoop, proxy.endpoint(), PoolSettings.writer(1), new SilentPool());
            for (int i = 0; i < 6; i++) {
                Future<Boolean> next = onTheLoop(
                        oneLoop, () -> writer.session(new CommitGate(), session -> session.run("DO 1", Tuple.tuple())
                                        .onSuccess(done -> {
                                            session.endLater();
                                            proxy.line(Line.MUTE);
                                        }))
                                .compose(rollsBack -> {
                                    Future<Boolean> waiting = writer.session(
                                                    new CommitGate(), session -> session.run("DO 1", Tuple.tuple()))
                                            .transform(told -> Future.succeededFuture(told.succeeded()));
                                    proxy.line(Line.CLOSED);
                                    proxy.line(Line.OPEN);
                                    return waiting;
                                }));

                assertThat(done(next)).isIn(true, false);
            }
            assertThat(done(writer.close())).isNull();
        }
        assertThat(done(oneLoop.close())).isNull();
    }

    private static <T> Future<T> onTheLoop(Vertx vertx, Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(now -> work.get().onComplete(done));
        return done.future();
    }

    private static List<Future<Void>> sent(WriterSession session, String sql, int times) {
        return Stream.generate(() -> session.run(sql, Tuple.tuple()).<Void>mapEmpty())
                .limit(times)
                .toList();
    }

    @Test
    void aReadersSessionRefusesToWriteEvenOnAServerThatWould() throws Exception {
        ReaderPool reader = ReaderPool.open(vertx, database.writer(), PoolSettings.reader(1), new SilentPool());

        assertThatThrownBy(() -> done(reader.query("INSERT INTO freed_number VALUES (?, ?)", Tuple.of(-1, 2))))
                .hasMessageContaining("READ ONLY");
        assertThat(done(reader.close())).isNull();
    }

    private static WriterPool pool(DatabaseEndpoint endpoint) {
        return WriterPool.open(vertx, endpoint, PoolSettings.writer(2), new SilentPool());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
