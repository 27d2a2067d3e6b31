package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.claim.ClaimLimits;
import boxoffice.persistence.claim.ClaimObserver.AttemptResult;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.Standstill;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One run of one fault: three instances behind one proxy, an opening, a crowd, and the checker at the end. The crowd is
 * larger than the quota, so that both kinds of final answers are given. Blocking; used by one thread.
 */
final class Experiment implements AutoCloseable {

    /** A claim's deadline, and a second. */
    static final Duration ANSWERED_WITHIN = ClaimLimits.DEFAULT.answerMax().plusSeconds(1);

    static final int INSTANCES = 3;

    final Vertx vertx = Vertx.vertx();
    final FaultProxy proxy;
    final List<Instance> instances;
    private final long seed;
    private final Standstill standstill = new Standstill();

    /**
     * @param writer the server behind the proxy at first, with the application's account
     * @param others servers that may become the writer, known to the instances besides
     */
    Experiment(DatabaseEndpoint writer, long seed, DatabaseEndpoint... others) {
        this(
                writer,
                seed,
                (vertx, name) -> new Instance(
                        vertx, Stream.concat(Stream.of(name), Stream.of(others)).toList()));
    }

    private Experiment(DatabaseEndpoint writer, long seed, BiFunction<Vertx, DatabaseEndpoint, Instance> kind) {
        this.seed = seed;
        proxy = new FaultProxy(vertx, writer, seed);
        instances = IntStream.range(0, INSTANCES)
                .mapToObj(i -> kind.apply(vertx, proxy.endpoint()))
                .toList();
    }

    /** With the mutant: instances that keep their connections when the writer changes. */
    static Experiment withoutEviction(DatabaseEndpoint writer, long seed) {
        return new Experiment(writer, seed, Instance::withoutEviction);
    }

    /** As many tickets as there are for three members in four. */
    static TestOpening openFor(Sql writer, Crowd.Habits habits) throws SQLException {
        return new TestOpenings(writer).open(habits.members() * 3 / 4);
    }

    List<ClaimLedger> ledgers() {
        return instances.stream().map(instance -> instance.ledger).toList();
    }

    Crowd crowd(TestOpening opening, Crowd.Habits habits) {
        return Crowd.start(vertx, INSTANCES, Crowd.desk(ledgers(), opening.id()), habits, seed);
    }

    int attempts(AttemptResult result) {
        return instances.stream()
                .mapToInt(instance -> instance.attempts(result))
                .sum();
    }

    long sum(ToIntFunction<Counting> figure) {
        return instances.stream()
                .mapToLong(instance -> figure.applyAsInt(instance.counts))
                .sum();
    }

    /** The figures of every fault. */
    Map<String, Long> figures(History history) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("longest silence ms", history.longestSilenceMillis());
        figures.put("p99 ms", history.waitMillis(0.99));
        figures.put("slowest ms", history.waitMillis(1));
        figures.put("asked again", history.count(Answer.Later.class::isInstance));
        figures.put("unknown outcomes", (long) attempts(AttemptResult.UNKNOWN));
        figures.put("not committed", (long) attempts(AttemptResult.NOT_COMMITTED));
        figures.put("machine stood still ms", standstill.soFar().toMillis());
        return figures;
    }

    /** The hard zeros. */
    void assertThatAllPromisesWereKept(History history, Sql writer, TestOpening opening) throws SQLException {
        assertThat(Checker.breaches(history, Stored.of(writer, opening.id()), ANSWERED_WITHIN.plus(standstill.soFar())))
                .as("broken promises, seed %d", seed)
                .isEmpty();
        assertThat(history.unserved()).as("members without a final answer").isZero();
    }

    /** The limit is for a machine that works all the time. */
    void assertThatItTookAtMost(long millisMax, String figure, Map<String, Long> figures) {
        assertThat(figures.get(figure))
                .as(figure)
                .isLessThanOrEqualTo(millisMax + standstill.soFar().toMillis());
    }

    /** Where all tickets were gone before the database could again, it shows nothing. */
    void assumeThatTicketsWereLeft(History history, long nanos, Sql writer, TestOpening opening) throws SQLException {
        boolean nothingMore = history.firstTicketAfterMillis(nanos) == Long.MAX_VALUE;
        assumeFalse(
                nothingMore
                        && writer.number(
                                        "SELECT SUM(size - issued) FROM quota WHERE opening_id = ?",
                                        opening.id().value())
                                == 0,
                "sold out before the end of the fault");
    }

    @Override
    public void close() {
        standstill.close();
        instances.forEach(Instance::close);
        proxy.close();
        try {
            Object unused =
                    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
