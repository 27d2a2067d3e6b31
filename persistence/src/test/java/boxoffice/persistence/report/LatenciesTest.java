package boxoffice.persistence.report;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.ClaimOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LatenciesTest {

    private final SplittableRandom random = new SplittableRandom(20);

    @Test
    void aPercentileIsNeverBelowTheTruthAndAtMostAFifthAbove() {
        for (int round = 0; round < 200; round++) {
            long[] nanos = random.longs(1 + random.nextInt(3_000), 300_000, 9_000_000_000L)
                    .map(each -> Math.min(each, 300_000 + random.nextLong(1 + each / 20)))
                    .toArray();
            Latencies counted = counted(nanos);
            Arrays.sort(nanos);
            for (int perThousand : new int[] {500, 900, 990, 999, 1_000}) {
                long truth = nanos[(int) ((nanos.length * (long) perThousand + 999) / 1_000) - 1];
                long told = counted.ofThousand(perThousand).orElseThrow().toNanos();
                assertThat(told).isBetween(truth, Math.round(truth * 1.1893));
            }
        }
    }

    @Test
    void whatTwoCountedIsReadAsIfOneHadCountedAll() {
        long[] quick = random.longs(900, 1_000_000, 5_000_000).toArray();
        long[] slow = random.longs(100, 900_000_000, 2_000_000_000).toArray();

        Latencies sum = counted(quick).plus(Latencies.of(counted(slow).toJson()));

        assertThat(sum.count()).isEqualTo(1_000);
        assertThat(sum.ofThousand(900).orElseThrow()).isLessThan(Duration.ofMillis(6));
        assertThat(sum.ofThousand(990).orElseThrow()).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void ofNothingThereIsNoPercentileAndBeyondTheLastBucketNoneIsKnown() {
        assertThat(Latencies.NONE.ofThousand(990)).isEmpty();
        assertThat(counted(60_000_000_000L).ofThousand(990)).isEmpty();
    }

    private static Latencies counted(long... nanos) {
        Counts counts = new Counts();
        for (long each : nanos) {
            counts.add(Answered.of(new ClaimOutcome.Frozen()).orElseThrow(), each);
        }
        return counts.tally().latencies();
    }
}
