package boxoffice.domain.claim;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.domain.ticket.TicketSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/** What the rule costs for one batch, with stock for everybody and with stock for half of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AllocationBenchmark {

    @Param({"1", "64", "1024"})
    int claims;

    private List<Claim> batch = List.of();
    private LedgerFacts plenty = facts(0);
    private LedgerFacts scarce = facts(0);

    /** For JMH. */
    public AllocationBenchmark() {}

    @Setup
    public void batch() {
        Random random = new Random(1);
        batch = IntStream.range(0, claims)
                .mapToObj(number -> new Claim(
                        new MemberId("m-" + number),
                        new QuotaChoice.TheOnlyOne(),
                        TicketKey.random(random),
                        TicketSecret.random(random)))
                .toList();
        plenty = facts(claims);
        scarce = facts(claims / 2);
    }

    @Benchmark
    public Decision everybodyGetsOne() {
        return Allocation.decide(batch, plenty);
    }

    @Benchmark
    public Decision halfOfThemAreTooLate() {
        return Allocation.decide(batch, scarce);
    }

    private static LedgerFacts facts(int size) {
        Instant now = Instant.parse("2026-11-25T18:00:00Z");
        Window window = new Window(now.minus(Duration.ofDays(7)), now, now.plus(Duration.ofHours(1)));
        Quota quota = new Quota(new QuotaId(1), "all", Math.max(1, size));
        return new LedgerFacts(
                new OpeningId(1), window, now.plusSeconds(1), List.of(new Stock(quota, 0, 0, List.of())), Map.of());
    }
}
