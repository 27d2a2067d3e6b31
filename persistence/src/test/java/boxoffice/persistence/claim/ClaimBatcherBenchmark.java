package boxoffice.persistence.claim;

import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.domain.ticket.TicketSecret;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one batch costs beside its transaction: collecting it, and writing it for the database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ClaimBatcherBenchmark {

    private static final OpeningId OPENING = new OpeningId(1);

    @Param({"1", "64", "1024"})
    int claims;

    private List<Waiting> arrivals = List.of();
    private List<Ticket> tickets = List.of();

    /** For JMH. */
    public ClaimBatcherBenchmark() {}

    @Setup
    public void arrivals() {
        Random random = new Random(1);
        arrivals = IntStream.range(0, claims)
                .mapToObj(number -> new Waiting(
                        OPENING,
                        new MemberId("m-" + number),
                        new QuotaChoice.TheOnlyOne(),
                        null,
                        Thread.currentThread(),
                        Promise.promise(),
                        number))
                .toList();
        tickets = IntStream.range(0, claims)
                .mapToObj(number -> new Ticket(
                        new TicketId(OPENING, TicketKey.random(random)),
                        new QuotaId(1),
                        new MemberId("m-" + number),
                        number + 1,
                        TicketCode.of(new QuotaId(1), number + 1, TicketSecret.random(random)),
                        Instant.EPOCH))
                .toList();
    }

    @Benchmark
    public List<ClaimBatcher.Entry> collected() {
        ClaimBatcher batcher = new ClaimBatcher(OPENING, ClaimLimits.DEFAULT);
        for (Waiting arrival : arrivals) {
            if (!batcher.add(arrival)) {
                throw new IllegalStateException("nobody waits in vain here");
            }
        }
        return batcher.take(claims + 1);
    }

    @Benchmark
    public String written() {
        return BatchRows.json(tickets);
    }
}
