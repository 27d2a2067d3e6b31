package boxoffice.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.embedded.BreakableCluster;
import boxoffice.persistence.faults.Answer;
import boxoffice.persistence.faults.Crowd;
import boxoffice.persistence.faults.FaultTable;
import boxoffice.persistence.faults.History;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F12 and F13: the only reader dies, or lags. */
@Tag("long")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class ReadersIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(1_000, Duration.ofSeconds(5));
    private static final int INSTANCES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

    private static BreakableCluster cluster;
    private static Site site;

    private record Read(long askedNanos, long millis, boolean answered) {}

    @BeforeAll
    static void start() throws Exception {
        cluster = BreakableCluster.start(
                Path.of(System.getProperty("basedir", "")).resolve("target/readers"), TestDatabase.base());
        site = new Site(INSTANCES, WriterSwapIT.settings(cluster), CROWD);
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f12TheOnlyReaderDies(long seed) throws Exception {
        Queue<Read> reads = new ConcurrentLinkedQueue<>();
        try {
            site.open();
            HttpDesk desk = site.desk(PATIENCE);
            Crowd crowd = site.crowd(desk, seed);
            long timer = site.every(20, () -> read(desk, reads));
            TimeUnit.MILLISECONDS.sleep(1_000 + seed * 53 % 500);
            cluster.killReplica();
            long noticed = System.nanoTime() + NOTICED_WITHIN.toNanos();
            History history = crowd.await();
            site.cancel(timer);

            List<Read> later = reads.stream()
                    .filter(read -> read.askedNanos() - noticed > 0)
                    .toList();
            long[] millis = later.stream().mapToLong(Read::millis).sorted().toArray();
            Map<String, Long> figures = Site.figures(history);
            figures.put("reads p99 ms, from 2 s on", millis[millis.length * 99 / 100]);
            FaultTable.add("F12", "the only reader kill -9", seed, figures);
            site.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()));
            assertThat(later).as("reads from 2 s on").isNotEmpty().allMatch(Read::answered);
            assertThat(figures.get("reads p99 ms, from 2 s on")).isLessThanOrEqualTo(500);
        } finally {
            cluster.rebuildReplica();
        }
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f13AWinnerSeesTheTicketWhateverTheLag(long seed) throws Exception {
        AtomicInteger right = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        cluster.delayReplica(5);
        try {
            site.open();
            HttpDesk desk = site.desk(PATIENCE);
            Crowd.Desk andLook = (instance, member) -> desk.claim(instance, member)
                    .compose(answer -> answer instanceof Answer.Ticket ticket
                            ? desk.tickets(instance, member)
                                    .onSuccess(shown -> (shows(shown, ticket) ? right : wrong).incrementAndGet())
                                    .map(answer)
                            : Future.succeededFuture(answer));
            History history = site.crowd(andLook, seed).await();

            Map<String, Long> figures = Site.figures(history);
            figures.put("winners who did not see their ticket", wrong.longValue());
            FaultTable.add("F13", "the reader lags by 5 s", seed, figures);
            site.assertThatAllPromisesWereKept(history, Sql.on(cluster.writerAdmin()));
            assertThat(wrong).hasValue(0);
            assertThat(right.get()).isPositive();
        } finally {
            cluster.delayReplica(0);
        }
    }

    private static void read(HttpDesk desk, Queue<Read> reads) {
        long start = System.nanoTime();
        desk.tickets(reads.size() % INSTANCES, new MemberId("m-" + reads.size() % CROWD.members()))
                .onComplete(done -> reads.add(new Read(
                        start,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                        done.succeeded() && done.result().containsKey("tickets"))));
    }

    private static boolean shows(JsonObject shown, Answer.Ticket ticket) {
        return shown.getJsonArray("tickets").stream()
                .map(JsonObject.class::cast)
                .anyMatch(one -> one.getInteger("number") == ticket.number()
                        && one.getString("quotaId").equals(ticket.quota()));
    }
}
