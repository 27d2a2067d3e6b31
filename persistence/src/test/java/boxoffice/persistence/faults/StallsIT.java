package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.testing.TestDatabase;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F9 and F10: the way to the writer is there, and nothing comes back. */
@Tag("long")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StallsIT {

    private static final Crowd.Habits CROWD = Crowd.Habits.of(600, Duration.ofSeconds(3));
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Duration HEALED_WITHIN = Duration.ofSeconds(10);

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f9ABlackHole(long seed) throws Exception {
        run("F9", "black hole both ways for 10 s", Line.DEAF, seed);
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f9bRepliesAreSwallowed(long seed) throws Exception {
        run("F9b", "replies swallowed for 10 s", Line.MUTE, seed);
    }

    @ParameterizedTest
    @MethodSource("boxoffice.persistence.faults.Seeds#all")
    void f10TheHandshakeHangs(long seed) throws Exception {
        run("F10", "TCP accepted, no handshake for 10 s", Line.HANGING, seed);
    }

    private static void run(String id, String fault, Line line, long seed) throws Exception {
        TestDatabase database = TestDatabase.shared();
        TestOpening opening = Experiment.openFor(database.writerSql(), CROWD);
        try (Experiment experiment = new Experiment(database.writer(), seed)) {
            Crowd crowd = experiment.crowd(opening, CROWD);
            TimeUnit.MILLISECONDS.sleep(1_000 + seed * 37 % 500);
            if (line == Line.HANGING) {
                experiment.proxy.cutAll();
            }
            experiment.proxy.line(line);
            TimeUnit.MILLISECONDS.sleep(STALL.toMillis());
            long healed = System.nanoTime();
            experiment.proxy.line(Line.OPEN);
            Map<String, Long> figures = new java.util.LinkedHashMap<>();
            figures.put("pool full ms after heal", fullPoolMillis(experiment, healed));
            History history = crowd.await();

            figures.putAll(experiment.figures(history));
            figures.put("first ticket ms after heal", history.firstTicketAfterMillis(healed));
            FaultTable.add(id, fault, seed, figures);
            experiment.assertThatAllPromisesWereKept(history, database.writerSql(), opening);
            assertThat(figures.get("pool full ms after heal")).isLessThanOrEqualTo(HEALED_WITHIN.toMillis());
        }
    }

    /** How long after the heal every instance can have all its connections at once: none of its slots is lost. */
    private static long fullPoolMillis(Experiment experiment, long healed) throws Exception {
        for (Instance instance : experiment.instances) {
            long deadline = healed + HEALED_WITHIN.toNanos() * 2;
            while (!allAtOnce(instance)) {
                assertThat(System.nanoTime() - deadline)
                        .as("a pool stays too small")
                        .isNegative();
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - healed);
    }

    private static boolean allAtOnce(Instance instance) throws InterruptedException {
        List<Future<Void>> sleeps = IntStream.range(0, PoolSettings.WRITER_CONNECTIONS_DEFAULT)
                .mapToObj(i -> instance.writer.session(session ->
                        session.run("SELECT SLEEP(0.3)", Tuple.tuple()).<Void>mapEmpty()))
                .toList();
        long start = System.nanoTime();
        try {
            Object unused =
                    Future.all(sleeps).toCompletionStage().toCompletableFuture().get(9, TimeUnit.SECONDS);
            return System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(590);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException notYet) {
            return false;
        }
    }
}
